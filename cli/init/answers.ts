/** What `init` needs to know. */
export interface Answers {
  readonly service: string;
  readonly env: string;
  readonly team: string;
  readonly site: string;
  /** Handles that are told of alerts, with their `@`. */
  readonly notify: readonly string[];
}
