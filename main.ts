/**
 * The CDKTF app of this clone: which services, one stack each. It holds the examples until you put your
 * own in their place, as the README shows; nothing else of the project rests on this file.
 */
export { app } from "./examples/main";
