/**
 * Forms of secrets, by what issues them. Which kinds exist, and the characters of each, is as providers
 * and the rules of gitleaks, secretlint and trufflehog publish them.
 *
 * Every pattern starts at a place that cannot repeat within one match (a look-behind on the class
 * that the match runs over) or has bounded quantifiers, so that hostile text costs linear time.
 */

/** What an issuer begins its keys with, and the least that follows. */
const PREFIXED: readonly string[] = [
  // OpenAI, Anthropic, OpenRouter, DeepSeek, Langfuse, also masked; not `sk-learn`.
  "[sp]k-(?=[\\w*-]{0,80}[0-9A-Z*])[\\w*-]{8,}",
  // Stripe, Clerk, ElevenLabs.
  "(?:sk|pk|rk)_(?=\\w{0,80}[0-9A-Z])\\w{8,}",
  "whsec_[\\w+/=-]{16,}",
  // Groq, xAI, Perplexity, Replicate, Hugging Face, Fireworks, Tavily, NVIDIA, Cerebras, Voyage, Jina.
  "(?:gsk|r8|hf|api_org|fw|tgp_v\\d|jina|pcsk|lsv2_[a-z]{2}|e2b|sgp|pl|ak|sm_[aps]at)_[\\w-]{16,}",
  "(?:xai|pplx|tvly|nvapi|csk|pa|fc)-(?=[\\w-]{0,80}[0-9A-Z])[\\w-]{16,}",
  // GitHub, GitLab.
  "(?:gh[pousr]|github_pat)_\\w{16,}",
  "gl(?:pat|cbt|dt|ffct|ft|imt|agent|oas|ptt|rt|soat)-[\\w.-]{16,}",
  "GR1348941[\\w-]{16,}",
  // Package registries.
  "npm_[A-Za-z0-9]{8,}|pypi-[\\w-]{16,}|rubygems_\\w{16,}|oy2[a-z0-9]{43}|dckr_[a-z]{3}_[\\w-]{16,}|CLOJARS_\\w{16,}|cio[A-Za-z0-9]{32}",
  // Clouds.
  "(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{12,}|ABSK[\\w+/=]{40,}|bedrock-api-key-[\\w+/=-]{20,}",
  "AIza[\\w-]{30,}|ya29\\.[\\w.-]{10,}|GOCSPX-[\\w-]{20,}|1//0[\\w-]{30,}",
  "LTAI[A-Za-z0-9]{16,}|AKID[A-Za-z0-9]{16,}|AQVN[\\w-]{30,}|SCW[A-Z0-9]{17}",
  "do[opr]_v1_[a-f0-9]{20,}|HRKU-[\\w-]{20,}|fo1_[\\w-]{20,}|fm[12][ar]?_[\\w+/=-]{20,}|rnd_\\w{20,}|nfp_\\w{20,}|sbp_[a-f0-9]{20,}|pscale_[a-z]{2,5}_[\\w.=-]{16,}",
  "v1\\.0-[a-f0-9]{24}-[a-f0-9]{40,}|dapi[a-f0-9]{32}(?:-\\d)?|dapi[-_]\\w{8,}",
  // Chat and mail.
  "xox[a-z]-[\\w-]{8,}|xoxe\\.xox[a-z]-[\\w-]{8,}|xapp-[\\w-]{8,}",
  "SG\\.[\\w-]{16,}\\.[\\w-]{16,}|xkeysib-[\\w-]{20,}|key-[a-f0-9]{32}|[a-f0-9]{32}-(?:us\\d{1,2}|[a-f0-9]{8}-[a-f0-9]{8})|s-s4t2[a-z]{2}-[a-f0-9]{40,}|(?:SK|AC)[a-f0-9]{32}",
  "\\d{8,10}:AA[\\w-]{30,}|[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}",
  // Payments and shops.
  "shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{20,}|sq0[a-z]{3}-[\\w-]{20,}|EAAA[\\w-]{20,}|shippo_[a-z]{4}_[a-fA-F0-9]{20,}|FLW(?:SEC|PUB)K[-_][\\w-]{12,}|EZ[AT]K[A-Za-z0-9]{40,}|access-(?:sandbox|development|production)-[a-f0-9-]{20,}|(?:live|test)_(?:pub_)?[a-f0-9]{31,}|access_token\\$[\\w$]{20,}",
  // Secret stores, delivery, observation.
  "hv[bs]\\.[\\w-]{20,}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{40,}|dp\\.[a-z]{2,5}\\.[\\w.-]{20,}|ops_eyJ[\\w+/=]{20,}|A3-[A-Z0-9]{6}-[A-Z0-9-]{20,}|AGE-SECRET-KEY-1[A-Z0-9]{40,}",
  "pul-[a-f0-9]{30,}|API-[A-Z0-9]{26}|sha256~[\\w-]{40,}|[ps]at\\.[\\w-]{20,}\\.[\\w.-]{20,}|pnu_\\w{20,}|sq[upa]_[a-f0-9]{30,}|AKCp[A-Za-z0-9]{40,}|cmVmd[A-Za-z0-9]{40,}|CCIPAT_\\w{16,}|bkua_\\w{20,}",
  "gls?[ac]_[\\w+/=]{20,}|glsa_\\w{20,}|sntry[su]_[\\w+/=]{20,}|dt0[a-z]\\d{2}\\.[\\w.]{20,}|NR(?:AK|II|JS|AA|RA)-[\\w-]{16,}|hca[a-z]{2}_\\w{20,}|(?:sdk|mob)-[a-f0-9]{8}-[a-f0-9-]{20,}",
  // Workplaces.
  "lin_(?:api|oauth)_\\w{16,}|ntn_\\w{20,}|secret_[A-Za-z0-9]{32,}|pat[A-Za-z0-9]{14}\\.[a-f0-9]{40,}|fig[dou]_?[\\w-]{20,}|ATATT3[\\w=-]{20,}|ATBB[\\w-]{20,}|PMAK-[a-f0-9-]{20,}|tfp_[\\w.=-]{20,}|rdme_\\w{20,}|EAA[A-Z][A-Za-z0-9]{40,}|A{20,22}[\\w%]{30,}|duffel_[a-z]{4}_[\\w=-]{20,}",
  // JSON Web Tokens, and what holds one.
  "eyJ[\\w-]{5,}\\.[\\w-]{2,}(?:\\.[\\w-]*)?",
];

/** Names whose value is secret whatever it looks like. */
const STRONG =
  "pass(?:word|wd|phrase|code)|pwd|(?:client|app|webhook|shared|signing|consumer|token|auth|jwt|session|api|access|secret)?[-_ ]?secret(?:[-_ ]?(?:access)?[-_ ]?key(?:_base)?)?|private[-_ ]?key|credentials?";

/** Names whose value is secret where it looks like a key: they are words of prose, too. */
const WEAK =
  "(?:api|access|account|shared[-_ ]?access|encryption|signing|master|auth|app|application|admin|license|subscription|storage|deploy|server|hmac|ingest|insert|user|service|integration)[-_ ]?key(?:[-_ ]?id)?|token|jwt|sig|signature|session(?:[-_ ]?id)?|sessid|sid|csrf|xsrf|auth|otp";

/** Between a name and its value: JSON, also within JSON; code, shells, YAML, XML, lists of headers. */
const SIGN = `[\\\\"']{0,3}\\]?\\s{0,4}(?:=>|:=|[=:,](?=\\s{0,4}[\\\\"'])|[=:]|value=)\\s{0,4}[\\\\"']{0,3}`;

const NOT_A_VALUE =
  "(?!(?:true|false|null|none|undefined|required|missing|invalid|expired|string|number|object|boolean|\\[redacted\\])(?![\\w]))";

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
  // Headers.
  {
    pattern: /(?<=(?:set-)?cookie["']?\s{0,2}[:=,]\s{0,2}["']?)[^\s"'][^\r\n"']{3,2000}/gi,
    words: ["cookie"],
  },
  {
    pattern:
      /(?<=authorization[\\"']{0,3}\s{0,2}[:=,]\s{0,2}[\\"']{0,3})(?:[A-Za-z][\w-]{2,20} {1,3})?[^\s"'\\]{6,}(?:, ?[A-Za-z]{1,20}=[^\s,"']{1,200}){0,4}/gi,
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
    words: ["pass", "pwd", "secret", "private", "credential"],
  },
  {
    pattern: new RegExp(
      `(?<=(?:${WEAK})${SIGN})${NOT_A_VALUE}(?=[\\w+/.=~%:|$-]{0,80}\\d|[\\w+/.=~%:|$-]{20})[\\w+/.=~%:|$-]{6,}`,
      "gi",
    ),
    words: ["key", "token", "jwt", "sig", "sess", "sid", "csrf", "xsrf", "auth", "otp"],
  },
  // Options of a command line.
  {
    pattern:
      /(?<=(?<![\w-])--?(?:[a-z]{1,20}-)?(?:password|passwd|token|secret|api-?key)[ =])[^\s"'-][^\s"']{3,}/gi,
    words: ["password", "passwd", "token", "secret", "apikey", "api-key"],
  },
  {
    pattern: /(?<=\bcurl\s[^\n]{0,200}(?:-u|--user)[ =])[^\s:]{1,80}:[^\s]{1,80}/gi,
    words: ["curl"],
  },
  {
    pattern: /(?<=\b(?:login\s\S{1,80}\spassword|requirepass)\s)\S{3,200}/gi,
    words: ["login", "requirepass"],
  },
  // E-mail addresses.
  {
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
    words: ["@"],
  },
];

/** What follows `Basic`: a name and a password, in Base64. */
export const BASIC_CREDENTIALS = /(?<![A-Za-z])(basic\s{1,5})([A-Za-z0-9+/]{8,}={0,2})/gi;

export const CARD_NUMBER = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;
