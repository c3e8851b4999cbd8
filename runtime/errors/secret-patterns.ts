import { PREFIXED } from "./issued-keys";

/**
 * Forms of secrets, by what stands around them.
 *
 * Every pattern starts at a place that cannot repeat within one match (a look-behind on the class
 * that the match runs over) or has bounded quantifiers, so that hostile text costs linear time.
 */

/** Names whose value is secret whatever it looks like. */
const STRONG =
  "pass(?:word|wd|phrase|code)|(?:db|database|mysql|pg|postgres|redis|mongo|smtp|mail|email|imap|ftp|ldap|ssh|proxy|user|admin|root|login|app)[-_]?pass|passwort|kennwort|wachtwoord|contrase(?:ñ|n)a|senha|mot de passe|пароль|パスワード|密码|密碼|pwd|(?:client|app|webhook|shared|signing|consumer|token|auth|jwt|session|api|access|secret)?[-_ ]?secret(?:[-_ ]?(?:access)?[-_ ]?key(?:_base)?)?|private[-_ ]?key|credentials?";

/** Names whose value is secret where it looks like a key: they are words of prose, too. */
const WEAK =
  "(?:api|access|account|shared[-_ ]?access|encryption|signing|master|auth|app|application|admin|license|subscription|storage|deploy|server|hmac|ingest|insert|user|service|integration|routing)[-_ ]?key(?:[-_ ]?id)?|(?<![a-z])pat|honeycomb-team|token|jwt|sig|signature|session(?:[-_ ]?id)?|sessid|sid|csrf|xsrf|auth|otp";

/** Between a name and its value: JSON, also within JSON; code, shells, YAML, lists of headers; XML; URLs. */
const SIGN =
  `(?:[\\\\"'\`]{0,3}\\]?\\s{0,4}(?:=>|:=|[=:,](?=\\s{0,4}[\\\\"'])|[=:：]|value=)\\s{0,4}[\\\\"'\`]{0,3}` +
  "|>(?=[^\\s<>]{1,200}</)|(?:%22|%27)?%3[AD](?:%20)?(?:%22|%27)?)";

const NOT_A_VALUE =
  "(?!(?:true|false|null|none|undefined|required|missing|invalid|expired|string|number|object|boolean|include|omit|same-origin|\\[redacted\\])(?![\\w])|process\\.env|\\$\\{)";

export interface SecretForm {
  readonly pattern: RegExp;
  /**
   * In small letters: a text with none of them holds no secret of this form, which a search for a word
   * says much sooner than the pattern. @default - any text may
   */
  readonly words?: readonly string[];
}

export const SECRET_FORMS: readonly SecretForm[] = [
  // Private keys, whole.
  {
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]{0,4000}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
    words: ["-----begin"],
  },
  // Addresses that are keys by themselves.
  {
    pattern: /(?<=hooks\.slack(?:-gov)?\.com\/[a-z]{1,12}\/)[\w/+-]{8,}/gi,
    words: ["hooks.slack"],
  },
  {
    pattern: /(?<=discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/)[\w/-]{8,}/gi,
    words: ["discord"],
  },
  { pattern: /(?<=[./]office\.com\/webhook(?:b2)?\/)[\w/@-]{8,}/gi, words: ["office.com/webhook"] },
  {
    pattern:
      /(?<=hooks\.zapier\.com\/hooks\/catch\/|hook\.[\w.]{0,20}make\.com\/|maker\.ifttt\.com\/trigger\/\w{1,40}\/with\/key\/|api\.telegram\.org\/bot)[\w/:-]{8,}/gi,
    words: ["hooks.zapier", "make.com/", "maker.ifttt", "api.telegram"],
  },
  // Passwords in URLs, and names that are a key: `https://key@host`.
  { pattern: /(?<=:\/\/)[^\s/:@]{0,256}:[^\s/@]{1,256}(?=@)/g, words: ["://"] },
  { pattern: /(?<=:\/\/)[\w-]{16,256}(?=@)/g, words: ["://"] },
  // Parameters of URLs.
  {
    pattern:
      /(?<=[?&;](?:key|sig|signature|token|auth|apikey|api_key|access_token|x-amz-(?:signature|credential|security-token))=)[^\s&"'<>]{8,}/gi,
    words: ["key=", "sig=", "signature=", "token=", "auth=", "credential="],
  },
  { pattern: /(?<=[?&]code=)[^\s&"'<>]{16,}/gi, words: ["code="] },
  // Headers.
  {
    pattern:
      /(?<=(?:set-)?cookie["']?\s{0,2}[:=,]\s{0,2}\[?\s{0,2}["']?)(?=[^\s"'=;]{1,200}=)[^\r\n"']{4,2000}/gi,
    words: ["cookie"],
  },
  {
    pattern: new RegExp(
      `(?<=authorization[\\\\"']{0,3}\\s{0,2}[:=,]\\s{0,2}[\\\\"'\`]{0,3})${NOT_A_VALUE}(?![\"'\`]{0,3}\\w{1,20} {1,3}\\$\\{)` +
        `(?:[A-Za-z][\\w-]{2,20} {1,3})?[^\\s"'\\\\]{6,}(?:, ?[A-Za-z]{1,20}=[^\\s,"']{1,200}){0,4}`,
      "gi",
    ),
    words: ["authorization"],
  },
  {
    pattern:
      /(?<![A-Za-z])(?:[Bb]earer|BEARER)\s{1,5}(?=[\w.~+/=-]{0,80}\d|[\w.~+/=-]{0,80}[a-z][A-Z][\w.~+/=-]{6})[\w.~+/=-]{6,}/g,
    words: ["bearer"],
  },
  { pattern: new RegExp(`(?<![A-Za-z0-9])(?:${PREFIXED.join("|")})`, "g") },
  // Azure: keys of storage and of events, and secrets of apps.
  { pattern: /(?<![A-Za-z0-9+/]|sha512-)[A-Za-z0-9+/]{86}==/g, words: ["=="] },
  { pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?![A-Za-z0-9=])/g, words: ["="] },
  { pattern: /(?<![\w~.])[\w~.]{3}\dQ~[\w~.-]{31,34}/g, words: ["q~"] },
  // By name; of prose (`password: must be long`) only what is no mere word.
  {
    pattern: new RegExp(
      `(?<=(?<![a-z0-9]{40})(?:${STRONG})${SIGN})${NOT_A_VALUE}(?:(?<=[=]\\s{0,4}[\\\\"']{0,3})|(?<=["'])|(?=[A-Za-z]{0,80}[^A-Za-z\\s.,;]))(?:(?<=["'])[^"'\\\\\\r\\n]{3,200}|[^\\s"'\\\\,;&<>)}]{3,})`,
      "gi",
    ),
    words: [
      ...["pass", "pwd", "secret", "private", "credential"],
      ...["kennwort", "wachtwoord", "contrase", "senha", "пароль", "パスワード", "密码", "密碼"],
    ],
  },
  {
    pattern: new RegExp(
      `(?<=(?:${WEAK})${SIGN})${NOT_A_VALUE}(?=[\\w+/.=~%:|$-]{0,80}\\d|[\\w+/.=~%:|$-]{20})[\\w+/.=~%:|$-]{6,}`,
      "gi",
    ),
    words: "key token jwt sig sess sid csrf xsrf auth otp pat honeycomb".split(" "),
  },
  // Options of a command line.
  {
    pattern:
      /(?<=(?<![\w-])--?(?:[a-z]{1,20}-)?(?:password|passwd|pass|token|secret|api-?key|auth-?key)[ =])[^\s"'-][^\s"']{3,}/gi,
    words: ["pass", "token", "secret", "apikey", "api-key", "authkey", "auth-key"],
  },
  {
    pattern:
      /(?<=\b(?:mysql|mariadb|sshpass|mongo|docker login|redis-cli)[^\n]{0,200}\s-[pa] ?)[^\s-]\S{2,}/gi,
    words: ["mysql", "mariadb", "sshpass", "mongo", "docker login", "redis-cli"],
  },
  {
    pattern: /(?<=\benv\s{1,3}\w{0,60}(?:token|key|secret|password|passwd)\s{1,3})[^\s=]{6,}/gi,
    words: ["env"],
  },
  {
    pattern: /(?<=\bcurl\s[^\n]{0,200}(?:-u|--user)[ =])[^\s:]{1,80}:[^\s]{1,80}/gi,
    words: ["curl"],
  },
  {
    pattern: /(?<=\b(?:login\s\S{1,80}\spassword|requirepass)\s)\S{3,200}/gi,
    words: ["login", "requirepass"],
  },
  // Passwords that are hashed, as systems keep them; private parts of a JSON Web Key; PuTTY's keys.
  {
    pattern: /\$(?:2[abxy]?|[156y]|argon2i?d?|scrypt|pbkdf2[\w-]{0,10})\$[^\s"':;,]{20,}/g,
    words: ["$"],
  },
  { pattern: /(?<="[dpq]"\s?:\s?")[\w-]{40,}/g, words: ['"d"', '"p"', '"q"'] },
  { pattern: /(?<=private-lines: \d{1,3}\s{1,2})[\w+/=\s]{20,4000}/gi, words: ["private-lines"] },
  // Words that restore a wallet.
  {
    pattern:
      /(?<=(?:mnemonic|(?:seed|recovery)[-_ ]phrase)["']?\W{1,4})(?:[a-z]{3,8} ){11,23}[a-z]{3,8}/gi,
    words: ["mnemonic", "phrase"],
  },
  // Codes that are valid once.
  {
    pattern:
      /(?<=(?:verification|confirmation|one[- ]time|2fa|mfa|otp|sign-in|login)[-_ ](?:code|pin|password)["']?(?: (?:is|was))?\s{0,2}[:=]?\s{0,2}["']?)\d{4,8}(?!\d)/gi,
    words: ["code", "pin", "password"],
  },
];

/** What follows `Basic`: a name and a password, in Base64. */
export const BASIC_CREDENTIALS = /(?<![A-Za-z])(basic\s{1,5})([A-Za-z0-9+/]{8,}={0,2})/gi;
