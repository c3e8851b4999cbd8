import type { JsonObject } from "../lab/inputs/record";

/** What a resource says, by Terraform's names. */
export type Attributes = JsonObject;
