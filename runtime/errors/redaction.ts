import type { Guard } from "../safety/guard";
import { holdsOpaqueKey, WORD_OF_A_KEY } from "./opaque-key";
import {
  ACCOUNT_NUMBER,
  CARD_NUMBER,
  isAccountNumber,
  isCardNumber,
  PERSONAL_FORMS,
} from "./personal-data";
import { BASIC_CREDENTIALS, SECRET_FORMS, type SecretForm } from "./secret-patterns";

export const REDACTED = "[redacted]";

/** Longer text is cut before any pattern sees it: what remains is all that a span would show. */
const MAX_LENGTH = 4000;

const FORMS = [...SECRET_FORMS, ...PERSONAL_FORMS];

/** How much of a text before a word can say what the word is. */
const BEFORE = 60;

/** Takes secrets and personal data out of text. */
export class Redactor {
  private readonly userPatterns: readonly RegExp[];

  constructor(
    userPatterns: readonly RegExp[],
    private readonly guard: Guard,
  ) {
    this.userPatterns =
      guard.attempt("redactor", () => userPatterns.map((pattern) => everyMatch(pattern))) ?? [];
  }

  /** The redacted text; nothing of it where redaction fails. */
  redact(text: string): string {
    return this.guard.attempt("redactor", () => this.apply(text)) ?? REDACTED;
  }

  /** The same for text that is put together of names and paths: an organisation's own patterns. */
  redactNames(text: string): string {
    return this.guard.attempt("redactor", () => this.applyOwn(text)) ?? REDACTED;
  }

  private apply(text: string): string {
    let redacted = cut(text);
    const small = redacted.toLowerCase();
    for (const form of FORMS) {
      if (mayHold(small, form)) redacted = redacted.replace(form.pattern, REDACTED);
    }
    redacted = redacted.replace(BASIC_CREDENTIALS, (all, scheme: string, credentials: string) =>
      Buffer.from(credentials, "base64").includes(":") ? scheme + REDACTED : all,
    );
    redacted = redacted.replace(WORD_OF_A_KEY, (word, at: number, whole: string) =>
      holdsOpaqueKey(word, whole.slice(Math.max(0, at - BEFORE), at)) ? REDACTED : word,
    );
    redacted = redacted.replace(CARD_NUMBER, (digits) =>
      isCardNumber(digits) ? REDACTED : digits,
    );
    redacted = redacted.replace(ACCOUNT_NUMBER, (account) =>
      isAccountNumber(account) ? REDACTED : account,
    );
    return this.applyOwn(redacted);
  }

  private applyOwn(text: string): string {
    return this.userPatterns.reduce((left, pattern) => left.replace(pattern, REDACTED), text);
  }
}

function mayHold(small: string, { words }: SecretForm): boolean {
  return words?.some((word) => small.includes(word)) ?? true;
}

/** The beginning of a text, up to a space: of half a secret, no pattern knows what it is. */
function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const kept = text.slice(0, MAX_LENGTH);
  const end = Math.max(kept.lastIndexOf(" "), kept.lastIndexOf("\n"));
  return end > MAX_LENGTH / 2 ? kept.slice(0, end) : kept;
}

/** Without the `g` flag only the first secret of a text would go. */
function everyMatch(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}
