/** Changes that no test can notice, or need not, and why. */
export const HARMLESS: readonly {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}[] = [];
