export type * from "./price";
export { createPriceSource } from "./price-source";
