/** Something outside went wrong; the message says what, and what the user can do. */
export class Failure extends Error {
  override readonly name = "Failure";
}
