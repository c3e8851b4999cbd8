/** From the first to the last that is right. */
export type Range = readonly [from: number, to: number];
