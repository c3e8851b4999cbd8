/** `14:07:31`, by the clock of whoever looks: what is live is compared with their own. */
export function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString("en-GB");
}
