/** What secrets that nobody issued are made of. */
export interface SecretKind {
  readonly kind: string;
  /** The secret. */
  readonly secret: string;
  /** The text in which it stands, where it is none without that. */
  readonly text: string;
}

const HEX = "0123456789abcdef";
export const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const LETTERS = UPPER + UPPER.toLowerCase();
export const ALNUM = `${LETTERS}0123456789`;
export const BASE64 = `${ALNUM}+/`;

/** The same at every run: a figure in the docs must not change by chance. */
const SEED = 20_260_601;
let state = SEED;

export function restart(): void {
  state = SEED;
}

function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

export function chars(length: number, alphabet = ALNUM): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
}

export const hex = (length: number) => chars(length, HEX);
export const uuid = () => [8, 4, 4, 4, 12].map(hex).join("-");
