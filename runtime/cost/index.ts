export type * from "./price";
export { createPriceSource, type PriceSourceOptions } from "./price-source";
