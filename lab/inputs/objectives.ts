import type { ObjectiveDefinition } from "../monitors/definition";

/** Objectives of a stack, by their resource names. */
export type Objectives = Readonly<Record<string, NamedObjective>>;

/** An objective of counted events. */
export interface NamedObjective extends ObjectiveDefinition {
  readonly name: string;
  readonly tags: readonly string[];
}
