import type { Workshop } from "./workshop";

/** One thing that a newcomer does, from an empty folder to a result that is checked. */
export interface Step {
  readonly name: string;
  /** What happens, for the table. */
  readonly title: string;
  /** Part of the short journey that CI takes at every change. */
  readonly short?: true;
  /**
   * @returns the folder whose `node_modules` the table weighs; nothing where the step installs none
   * @throws with what the newcomer would have seen
   */
  readonly take: (workshop: Workshop) => string | undefined;
}
