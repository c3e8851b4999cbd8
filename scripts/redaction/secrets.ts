import { BASE64, chars, hex, LETTERS, restart, UPPER, uuid, type SecretKind } from "./made-up";

/**
 * Secrets of many kinds, made up from what their issuers publish of their form. They are put together
 * here and stand nowhere as text, so that no scanner of repositories takes them for real ones.
 */
const base64 = (text: string) => Buffer.from(text).toString("base64");
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Kinds that are known by themselves, wherever they stand. */
function standing(): Readonly<Record<string, string>> {
  return {
    "OpenAI project key": `sk-proj-${chars(74)}T3BlbkFJ${chars(74)}`,
    "OpenAI key": `sk-${chars(20)}T3BlbkFJ${chars(20)}`,
    "OpenAI key, masked": `sk-${chars(4)}${"*".repeat(12)}${chars(4)}`,
    "Anthropic key": `sk-ant-api03-${chars(93)}AA`,
    "OpenRouter key": `sk-or-v1-${hex(64)}`,
    "Groq key": `gsk_${chars(52)}`,
    "xAI key": `xai-${chars(80)}`,
    "Perplexity key": `pplx-${chars(48)}`,
    "Replicate token": `r8_${chars(37)}`,
    "Hugging Face token": `hf_${chars(34, LETTERS)}`,
    "NVIDIA key": `nvapi-${chars(64)}`,
    "Tavily key": `tvly-${chars(32)}`,
    "Pinecone key": `pcsk_${chars(70)}`,
    "LangSmith key": `lsv2_pt_${hex(32)}_${hex(10)}`,
    "Langfuse secret key": `sk-lf-${uuid()}`,
    "Google API key": `AIza${chars(35)}`,
    "Google OAuth token": `ya29.${chars(60)}`,
    "Google OAuth secret": `GOCSPX-${chars(28)}`,
    "AWS access key id": `AKIA${chars(16, `${UPPER}234567`)}`,
    "AWS temporary access key id": `ASIA${chars(16, `${UPPER}234567`)}`,
    "AWS Bedrock key": `ABSK${chars(120)}=`,
    "Azure storage key": `${chars(86, BASE64)}==`,
    "Azure app secret": `${chars(3)}8Q~${chars(34)}`,
    "Databricks token": `dapi${hex(32)}`,
    "DigitalOcean token": `dop_v1_${hex(64)}`,
    "Heroku key": `HRKU-AA${chars(58)}`,
    "Alibaba access key id": `LTAI${chars(20)}`,
    "Cloudflare origin key": `v1.0-${hex(24)}-${hex(146)}`,
    "Netlify token": `nfp_${chars(36)}`,
    "Supabase token": `sbp_${hex(40)}`,
    "PlanetScale password": `pscale_pw_${chars(43)}`,
    "Fly.io token": `fo1_${chars(43)}`,
    "GitHub token": `ghp_${chars(36)}`,
    "GitHub fine-grained token": `github_pat_${chars(22)}_${chars(59)}`,
    "GitHub app token": `ghs_${chars(36)}`,
    "GitLab token": `glpat-${chars(20)}`,
    "GitLab runner token": `glrt-${chars(20)}`,
    "npm token": `npm_${chars(36)}`,
    "PyPI token": `pypi-AgEIcHlwaS5vcmc${chars(80)}`,
    "RubyGems key": `rubygems_${hex(48)}`,
    "Docker token": `dckr_pat_${chars(27)}`,
    "Slack bot token": `xoxb-${chars(12, "123456789")}-${chars(12, "123456789")}-${chars(24)}`,
    "Slack app token": `xapp-1-A${chars(10, UPPER)}-${chars(13, "123456789")}-${hex(64)}`,
    "Discord bot token": `M${chars(25)}.${chars(6)}.${chars(38)}`,
    "Telegram bot token": `${chars(10, "123456789")}:AA${chars(33)}`,
    "SendGrid key": `SG.${chars(22)}.${chars(43)}`,
    "Brevo key": `xkeysib-${hex(64)}-${chars(16)}`,
    "Mailgun key": `key-${hex(32)}`,
    "Mailchimp key": `${hex(32)}-us12`,
    "Twilio key": `SK${hex(32)}`,
    "Stripe live key": `sk_live_${chars(24)}`,
    "Stripe restricted key": `rk_live_${chars(24)}`,
    "Stripe webhook secret": `whsec_${chars(32)}`,
    "Square token": `sq0atp-${chars(22)}`,
    "Shopify token": `shpat_${hex(32)}`,
    "Plaid token": `access-production-${uuid()}`,
    "Facebook token": `EAAM${chars(120)}`,
    "HashiCorp Vault token": `hvs.${chars(95)}`,
    "Terraform Cloud token": `${chars(14)}.atlasv1.${chars(64)}`,
    "Doppler token": `dp.pt.${chars(43)}`,
    "1Password service token": `ops_eyJ${chars(260)}`,
    "age key": `AGE-SECRET-KEY-1${chars(58, UPPER)}`,
    "Pulumi token": `pul-${hex(40)}`,
    "OpenShift token": `sha256~${chars(43)}`,
    "Artifactory key": `AKCp${chars(69)}`,
    "Grafana service token": `glsa_${chars(32)}_${hex(8)}`,
    "Sentry token": `sntryu_${hex(64)}`,
    "Dynatrace token": `dt0c01.${chars(24, `${UPPER}234567`)}.${chars(64, `${UPPER}234567`)}`,
    "New Relic key": `NRAK-${chars(27, UPPER)}`,
    "LaunchDarkly key": `sdk-${uuid()}`,
    "Linear key": `lin_api_${chars(40)}`,
    "Notion token": `ntn_${chars(11, "123456789")}${chars(35)}`,
    "Airtable token": `pat${chars(14)}.${hex(64)}`,
    "Figma token": `figd_${chars(40)}`,
    "Atlassian token": `ATATT3${chars(180)}`,
    "Postman key": `PMAK-${hex(24)}-${hex(34)}`,
    "JSON Web Token": `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url({ sub: "4711" })}.${chars(43)}`,
    "private key": `-----BEGIN RSA PRIVATE KEY-----\n${chars(64, BASE64)}\n${chars(64, BASE64)}\n-----END RSA PRIVATE KEY-----`,
    "OpenSSH private key": `-----BEGIN OPENSSH PRIVATE KEY-----\n${chars(70, BASE64)}\n-----END OPENSSH PRIVATE KEY-----`,
    "e-mail address": "jane.doe+orders@mail.example.co.uk",
    "card number": "4242 4242 4242 4242",
  };
}

/** Kinds that only a name or a place tells: the text, and the secret in it. */
function named(): readonly (readonly [string, string, (secret: string) => string])[] {
  return [
    ["AWS secret key, by its variable", chars(40, BASE64), (s) => `AWS_SECRET_ACCESS_KEY=${s}`],
    ["AWS secret key, in JSON", chars(40, BASE64), (s) => `{"SecretAccessKey":"${s}"}`],
    ["AWS session token", chars(200, BASE64), (s) => `{"SessionToken": "${s}"}`],
    [
      "AWS signature",
      hex(64),
      (s) => `https://b.s3.amazonaws.com/k?X-Amz-Date=2026&X-Amz-Signature=${s}`,
    ],
    [
      "Azure connection string",
      `${chars(86, BASE64)}==`,
      (s) => `AccountName=acme;AccountKey=${s};`,
    ],
    ["Azure shared access signature", `${chars(43)}%3D`, (s) => `?sv=2022-11-02&sp=r&sig=${s}`],
    ["Azure Service Bus key", `${chars(43, BASE64)}=`, (s) => `SharedAccessKey=${s}`],
    ["Azure OpenAI key", hex(32), (s) => `headers: { 'api-key': '${s}' }`],
    ["Datadog key", hex(32), (s) => `DD_API_KEY=${s}`],
    ["Datadog application key", hex(40), (s) => `{"DD-APPLICATION-KEY":"${s}"}`],
    ["Cohere key", chars(40), (s) => `CO_API_KEY: ${s}`],
    ["Mistral key", chars(32), (s) => `MISTRAL_API_KEY="${s}"`],
    ["API key of prose", chars(32), (s) => `Incorrect API key: ${s}. Find yours in the console.`],
    ["OAuth client secret", chars(30), (s) => `client_id=app&client_secret=${s}&grant_type=code`],
    ["OAuth refresh token", chars(60), (s) => `{"refresh_token":"${s}","expires_in":3600}`],
    ["bearer token", chars(40), (s) => `Authorization: Bearer ${s}`],
    ["bearer token of prose", chars(40), (s) => `the header was Bearer ${s}`],
    ["basic credentials", base64("admin:correct horse"), (s) => `Authorization: Basic ${s}`],
    ["basic credentials of prose", base64("admin:correct horse"), (s) => `sent Basic ${s} to it`],
    ["header of a key", hex(40), (s) => `{ 'x-api-key': '${s}', accept: '*/*' }`],
    ["list of headers", chars(30), (s) => `["x-api-key","${s}"]`],
    ["cookie", `sid=${chars(32)}; theme=dark`, (s) => `Cookie: ${s}`],
    ["password in JSON", "hunter-two-42", (s) => `{"user":"ann","password":"${s}"}`],
    ["password in escaped JSON", "hunter-two-42", (s) => String.raw`"{\"password\":\"${s}\"}"`],
    ["password of letters", "correcthorsebattery", (s) => `password=${s} host=db`],
    ["password in YAML", "c0rrect!horse", (s) => `db_password: ${s}`],
    ["password of a URL", "c0rrect-horse", (s) => `postgres://app:${s}@db.internal:5432/x`],
    ["password of Redis", "c0rrect-horse", (s) => `redis://:${s}@cache.internal:6379`],
    ["password of ADO.NET", "c0rrectHorse", (s) => `Server=db;User Id=app;Pwd=${s};`],
    ["password of a command", "c0rrect-horse", (s) => `mysql --user app --password ${s} -h db`],
    ["Sentry address", hex(32), (s) => `https://${s}@o42.ingest.sentry.io/7`],
    [
      "key of a query",
      `k${chars(30)}`,
      (s) => `GET https://maps.example.com/json?address=x&key=${s}`,
    ],
    ["token of a query", chars(32), (s) => `wss://stream.example.com/v1?access_token=${s}`],
    ["webhook signing secret", chars(32), (s) => `WEBHOOK_SIGNING_SECRET='${s}'`],
    ["session id", chars(32), (s) => `session_id=${s}`],
    [
      "Slack webhook",
      `T${chars(8, UPPER)}/B${chars(8, UPPER)}/${chars(24)}`,
      (s) => `POST https://hooks.slack.com/services/${s} failed`,
    ],
    [
      "Discord webhook",
      `${chars(18, "123456789")}/${chars(68)}`,
      (s) => `POST https://discord.com/api/webhooks/${s} failed`,
    ],
    [
      "Teams webhook",
      `${uuid()}@${uuid()}/IncomingWebhook/${hex(32)}/${uuid()}`,
      (s) => `POST https://acme.webhook.office.com/webhookb2/${s} failed`,
    ],
    [
      "Zapier webhook",
      `${chars(7, "123456789")}/${chars(7).toLowerCase()}`,
      (s) => `POST https://hooks.zapier.com/hooks/catch/${s} failed`,
    ],
    ["Okta header", `00${chars(40)}`, (s) => `Authorization: SSWS ${s}`],
  ];
}

/** Every kind; those that are known by themselves in prose, in JSON and as a variable. */
export function secretKinds(): readonly SecretKind[] {
  restart();
  const everywhere = Object.entries(standing()).flatMap(([kind, secret]) =>
    [
      `The provider refused ${secret} just now`,
      JSON.stringify({ error: "refused", value: secret }),
      `failed (${secret}): 401`,
    ].map((text) => ({
      kind,
      secret: text.startsWith("{") ? JSON.stringify(secret).slice(1, -1) : secret,
      text,
    })),
  );
  const byName = named().map(([kind, secret, write]) => ({ kind, secret, text: write(secret) }));
  return [...everywhere, ...byName];
}
