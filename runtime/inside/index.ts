/**
 * What the command line and the review use of the runtime's inside. In the package the runtime is bundled, so
 * that no other module of it can be loaded.
 */
export { TOLD_CALLS, type ToldCall } from "../calls/told-calls";
export { Redactor } from "../errors/redaction";
export { Guard } from "../safety/guard";
