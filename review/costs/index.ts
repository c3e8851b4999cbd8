export { estimate, type Estimate } from "./estimate";
