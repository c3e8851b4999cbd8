/** Share of answers that call a given tool. */
export const TOOL_USE = 0.4;
/** Share of answers that are evaluated online. */
export const EVALUATED = 0.1;
