import type { Survivor } from "./results";

/** Changes that no test can notice, or need not, and why. */
export const HARMLESS: readonly (Omit<Survivor, "line"> & { readonly why: string })[] = [];
