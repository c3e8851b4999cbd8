import { callModel } from "./model-call";
import type { Variant } from "./variant";

/** The call alone. */
export const bare: Variant = { name: "bare", call: callModel, flush: () => Promise.resolve() };
