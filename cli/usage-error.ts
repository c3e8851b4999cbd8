/** The command line was wrong; its message is all that the user needs to see. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
