/**
 * Keys that their issuers begin alike. Which kinds exist, and the characters of each, is as providers and
 * the rules of gitleaks, secretlint and trufflehog publish them.
 */

/** Ahead stands what was drawn at random: `hf_inference_endpoint_v2` is a name. */
const DRAWN = "(?=[\\w-]{0,80}(?:\\d[A-Za-z]|[a-z][A-Z]))";

/** What an issuer begins its keys with, and the least that follows. */
export const PREFIXED: readonly string[] = [
  // OpenAI, Anthropic, OpenRouter, DeepSeek, Langfuse, also masked; not `sk-learn`.
  "[sp]k-(?=[\\w*-]{0,80}[0-9A-Z*])[\\w*-]{8,}",
  // Stripe, Clerk, ElevenLabs.
  "(?:sk|pk|rk)_(?=\\w{0,80}[0-9A-Z])\\w{8,}",
  "whsec_[\\w+/=-]{16,}",
  // Groq, xAI, Perplexity, Replicate, Hugging Face, Fireworks, Tavily, NVIDIA, Cerebras, Voyage, Jina.
  `(?:gsk|r8|hf|api_org|fw|tgp_v\\d|jina|pcsk|lsv2_[a-z]{2}|e2b|sgp|pl|ak|sm_[aps]at|esecret|sb_(?:secret|publishable)|ph[cx]|npg|napi|vcp|bkct|ddp|unkey|wandb_v1)_${DRAWN}[\\w-]{16,}`,
  `(?:xai|pplx|tvly|nvapi|csk|pa|fc|CFPAT|tskey-[a-z]{3,12}|pat-(?:na|eu|ap)\\d)-${DRAWN}[\\w-]{16,}`,
  "a[ks]-[A-Za-z0-9]{20,}",
  // GitHub, GitLab.
  "(?:gh[pousr]|github_pat)_\\w{16,}",
  "gl(?:pat|cbt|dt|ffct|ft|imt|agent|oas|ptt|rt|soat)-[\\w.-]{16,}",
  "GR1348941[\\w-]{16,}",
  // Package registries.
  "npm_[A-Za-z0-9]{8,}|pypi-[\\w-]{16,}|rubygems_\\w{16,}|oy2[a-z0-9]{43}|dckr_[a-z]{3}_[\\w-]{16,}|CLOJARS_\\w{16,}|cio[A-Za-z0-9]{32}",
  // Clouds.
  "(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{12,}|ABSK[\\w+/=]{40,}|bedrock-api-key-[\\w+/=-]{20,}",
  "GOOG1E[A-Z0-9]{20,}|AIza[\\w-]{30,}|ya29\\.[\\w.-]{10,}|GOCSPX-[\\w-]{20,}|1//0[\\w-]{30,}",
  "LTAI[A-Za-z0-9]{16,}|AKID[A-Za-z0-9]{16,}|AQVN[\\w-]{30,}|SCW[A-Z0-9]{17}",
  "do[opr]_v1_[a-f0-9]{20,}|HRKU-[\\w-]{20,}|fo1_[\\w-]{20,}|fm[12][ar]?_[\\w+/=-]{20,}|rnd_\\w{20,}|nfp_\\w{20,}|sbp_[a-f0-9]{20,}|pscale_[a-z]{2,5}_[\\w.=-]{16,}",
  "v1\\.0-[a-f0-9]{24}-[a-f0-9]{40,}|dapi[a-f0-9]{32}(?:-\\d)?|dapi[-_]\\w{8,}",
  // Chat and mail.
  "xox[a-z]-[\\w-]{8,}|xoxe\\.xox[a-z]-[\\w-]{8,}|xapp-[\\w-]{8,}",
  "re_[A-Za-z0-9]{6,12}_[A-Za-z0-9]{16,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|xkeysib-[\\w-]{20,}|key-[a-f0-9]{32}|[a-f0-9]{32}-(?:us\\d{1,2}|[a-f0-9]{8}-[a-f0-9]{8})|s-s4t2[a-z]{2}-[a-f0-9]{40,}|(?:SK|AC)[a-f0-9]{32}",
  "\\d{8,10}:AA[\\w-]{30,}|[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}",
  // Payments and shops.
  "shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{20,}|sq0[a-z]{3}-[\\w-]{20,}|EAAA[\\w-]{20,}|shippo_[a-z]{4}_[a-fA-F0-9]{20,}|FLW(?:SEC|PUB)K[-_][\\w-]{12,}|EZ[AT]K[A-Za-z0-9]{40,}|access-(?:sandbox|development|production)-[a-f0-9-]{20,}|(?:live|test)_(?:pub_)?[a-f0-9]{31,}|access_token\\$[\\w$]{20,}",
  // Secret stores, delivery, observation.
  "hv[bs]\\.[\\w-]{20,}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{40,}|dp\\.[a-z]{2,5}\\.[\\w.-]{20,}|ops_eyJ[\\w+/=]{20,}|A3-[A-Z0-9]{6}-[A-Z0-9-]{20,}|AGE-SECRET-KEY-1[A-Z0-9]{40,}",
  "pul-[a-f0-9]{30,}|API-[A-Z0-9]{26}|sha256~[\\w-]{40,}|[ps]at\\.[\\w-]{20,}\\.[\\w.-]{20,}|pnu_\\w{20,}|sq[upa]_[a-f0-9]{30,}|AKCp[A-Za-z0-9]{40,}|cmVmd[A-Za-z0-9]{40,}|CCIPAT_\\w{16,}|bkua_\\w{20,}",
  "gls?[ac]_[\\w+/=]{20,}|glsa_\\w{20,}|sntry[su]_[\\w+/=]{20,}|dt0[a-z]\\d{2}\\.[\\w.]{20,}|NR(?:AK|II|JS|AA|RA)-[\\w-]{16,}|hca[a-z]{2}_\\w{20,}|(?:sdk|mob)-[a-f0-9]{8}-[a-f0-9-]{20,}",
  // Workplaces.
  "lin_(?:api|oauth)_\\w{16,}|ntn_\\w{20,}|secret_[A-Za-z0-9]{32,}|pat[A-Za-z0-9]{14}\\.[a-f0-9]{40,}|fig[dou]_?[\\w-]{20,}|ATATT3[\\w=-]{20,}|ATBB[\\w-]{20,}|PMAK-[a-f0-9-]{20,}|tfp_[\\w.=-]{20,}|rdme_\\w{20,}|EAA[A-Z][A-Za-z0-9]{40,}|A{20,22}[\\w%]{30,}|duffel_[a-z]{4}_[\\w=-]{20,}",
  // JSON Web Tokens, signed or encrypted.
  "eyJ[\\w-]{5,}\\.[\\w-]{2,}(?:\\.[\\w-]*){0,3}",
];
