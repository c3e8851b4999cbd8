export { RISKS, type Change, type Risk } from "./change";
export type { StackFile } from "./resources";
export { review } from "./review";
