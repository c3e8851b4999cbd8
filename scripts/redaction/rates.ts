import { Redactor } from "../../runtime/errors/redaction";
import { Guard } from "../../runtime/safety/guard";
import { EVERYDAY_TEXTS } from "./everyday-texts";
import { HARMLESS } from "./harmless";
import { LATER_HARMLESS } from "./later-harmless";
import { laterSecrets } from "./later-secrets";
import { secretKinds } from "./secrets";
import { secretsInTheirSettings } from "./settings-of-secrets";

/** All secrets, and all texts that hold none. */
export const SECRETS = [...secretKinds(), ...laterSecrets(), ...secretsInTheirSettings()];
export const TEXTS_WITHOUT = [...HARMLESS, ...LATER_HARMLESS, ...EVERYDAY_TEXTS];

/** What the redaction of messages finds and damages. */
export interface RedactionRates {
  readonly kinds: number;
  readonly texts: number;
  /** Kinds of which a secret stayed, in any of its texts. */
  readonly missed: readonly string[];
  readonly harmless: number;
  readonly damaged: readonly string[];
}

/** The shortest piece of a secret that counts as left over. */
const PIECE = 8;

export function redactionRates(): RedactionRates {
  const redactor = new Redactor([], new Guard());
  const missed = SECRETS.filter(({ secret, text }) => isLeft(secret, redactor.redact(text)));
  return {
    kinds: new Set(SECRETS.map(({ kind }) => kind)).size,
    texts: SECRETS.length,
    missed: [...new Set(missed.map(({ kind }) => kind))],
    harmless: TEXTS_WITHOUT.length,
    damaged: TEXTS_WITHOUT.filter((text) => redactor.redact(text) !== text),
  };
}

/** The end of a secret is what a pattern that stops too early leaves. */
function isLeft(secret: string, redacted: string): boolean {
  return redacted.includes(secret.slice(-PIECE)) || redacted.includes(secret.slice(0, 2 * PIECE));
}
