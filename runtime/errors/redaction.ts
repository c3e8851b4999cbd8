import type { Guard } from "../safety/guard";

export const REDACTED = "[redacted]";

/** Longer text is cut before any pattern sees it: what remains is all that a span would show. */
const MAX_LENGTH = 4000;

/**
 * Every pattern starts at a place that cannot repeat within one match (a look-behind on the class
 * that the match runs over) or has bounded quantifiers, so that hostile text costs linear time.
 */
const PATTERNS: readonly RegExp[] = [
  // Private keys, whole.
  /-----BEGIN [A-Z ]{1,40}PRIVATE KEY-----[^-]{0,4000}(?:-----END [A-Z ]{1,40}PRIVATE KEY-----)?/g,
  // OpenAI, Anthropic, Stripe, Groq, xAI, Perplexity, Hugging Face, Replicate, npm.
  /(?<![A-Za-z0-9])(?:sk|pk|rk|gsk|xai|pplx|hf|r8|npm|dapi)[-_][A-Za-z0-9_*-]{8,}/g,
  /(?<![A-Za-z0-9])(?:gh[pousr]|github_pat|glpat)[-_][A-Za-z0-9_-]{16,}/g,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}/g,
  // Google API keys and OAuth tokens.
  /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{30,}/g,
  /(?<![A-Za-z0-9])ya29\.[A-Za-z0-9._-]{10,}/g,
  /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{8,}/g,
  /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  // JSON Web Tokens.
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*)?/g,
  /(?<![A-Za-z])(?:bearer|basic)\s{1,5}[A-Za-z0-9._~+/=-]{6,}/gi,
  // Passwords in URLs, and secrets in query strings or assignments.
  /(?<=:\/\/)[^\s/:@]{0,256}:[^\s/@]{1,256}(?=@)/g,
  /(?<![A-Za-z])(?:api[-_ ]?key|access[-_ ]?token|token|secret|password|passwd|signature)["']?\s{0,4}[=:]\s{0,4}["']?[^\s"',;&)]{3,}/gi,
  // E-mail addresses.
  /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
];

const CARD_NUMBER = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

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

  private apply(text: string): string {
    let redacted = text.slice(0, MAX_LENGTH);
    for (const pattern of PATTERNS) redacted = redacted.replace(pattern, REDACTED);
    redacted = redacted.replace(CARD_NUMBER, (digits) =>
      isCardNumber(digits) ? REDACTED : digits,
    );
    for (const pattern of this.userPatterns) redacted = redacted.replace(pattern, REDACTED);
    return redacted;
  }
}

/** Without the `g` flag only the first secret of a text would go. */
function everyMatch(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}

/** Luhn's check: order and ticket numbers are not card numbers. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
