import { ALNUM, BASE64, chars, hex, restart, uuid, type SecretKind } from "./made-up";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS = "0123456789";
const BASE64URL = `${ALNUM}-_`;

/** Kinds with a form of their own. */
function standing(): Readonly<Record<string, string>> {
  return {
    "Adobe client secret": `p8e-${chars(32, LOWER)}`,
    "Authress key": `sc_${chars(12, LOWER)}.${chars(5, LOWER)}.acc-${chars(20, LOWER)}.${chars(60)}`,
    "ClickHouse Cloud key": `4b1d${chars(38)}`,
    "Contentful token": `CFPAT-${chars(43, BASE64URL)}`,
    "Dropbox token": `sl.${chars(135, BASE64URL)}`,
    "Facebook app token": `${chars(15, DIGITS)}|${chars(27)}`,
    "Frame.io token": `fio-u-${chars(64, BASE64URL)}`,
    "Freemius key": `sk_${chars(29)}`,
    "Grafana key": `eyJrIjoi${chars(80)}`,
    "Infracost key": `ico-${chars(32)}`,
    "Intra42 secret": `s-s4t2ud-${hex(64)}`,
    "Mapbox token": `pk.${chars(60, LOWER)}.${chars(22, LOWER)}`,
    "Mailgun signing key": `${hex(32)}-${hex(8)}-${hex(8)}`,
    "MaxMind key": `${chars(6)}_${chars(29)}_mmk`,
    "Meta AI key": `LLM|${chars(16, DIGITS)}|${chars(27)}`,
    "Scalingo token": `tk-us-${chars(48, BASE64URL)}`,
    "SettleMint token": `sm_pat_${chars(16)}`,
    "Shippo token": `shippo_live_${chars(40, "0123456789abcdefABCDEF")}`,
    "Sourcegraph token": `sgp_${hex(16)}_${hex(40)}`,
    "Tailscale key": `tskey-auth-${chars(16)}-${chars(32)}`,
    "Twilio key of mixed case": `SK${chars(32, "0123456789abcdefABCDEF")}`,
    "Vercel token": `vcp_${chars(56)}`,
    "Yandex IAM token": `t1.${chars(120, BASE64URL)}.${chars(86, BASE64URL)}`,
    "Yandex static key": `YC${chars(38, BASE64URL)}`,
    "Cloudflare user token": `cfut_${chars(40)}`,
    "Together key": `tgp_v1_${chars(43, BASE64URL)}`,
    "Modal token": `as-${chars(22)}`,
    "Helicone key": `sk-helicone-${chars(7, LOWER)}-${chars(7, LOWER)}-${chars(7, LOWER)}`,
    "PromptLayer key": `pl_${hex(32)}`,
    "Portkey key": `${chars(26)}=`,
    "E2B key": `e2b_${hex(40)}`,
    "Firecrawl key": `fc-${hex(32)}`,
    "Composio key": `ak_${chars(20, BASE64URL)}`,
    "Unkey key": `unkey_${chars(24)}`,
    "Resend key": `re_${chars(8)}_${chars(24)}`,
    "PostHog personal key": `phx_${chars(43)}`,
    "Neon key": `napi_${chars(64, LOWER)}`,
    "Turso or Upstash token": `AX${chars(60)}=`,
    "Weights & Biases key, new form": `wandb_v1_${chars(77, BASE64URL)}`,
    "Buildkite agent token": `bkct_${chars(40)}`,
    "Okta token": `00${chars(40, BASE64URL)}`,
    "Algolia key of letters and digits": chars(32, LOWER),
    "Coinbase token": chars(64, LOWER),
    "AWS secret key without its name": chars(40, BASE64),
    "Etherscan key": chars(34, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
  };
}

/** Kinds that only what stands beside them tells. */
function named(): readonly (readonly [string, string, (secret: string) => string])[] {
  return [
    ["Azure key in prose", hex(32), (s) => `Incorrect API key provided: ${s}.`],
    ["key in prose, quoted", hex(32), (s) => `the key '${s}' is not valid for this resource`],
    ["token in prose", hex(40), (s) => `token ${s} was revoked`],
    ["secret in prose", hex(64), (s) => `signing secret is ${s}, expected another`],
    ["Snyk token", uuid(), (s) => `SNYK_TOKEN=${s}`],
    ["Heroku key", uuid(), (s) => `HEROKU_API_KEY=${s}`],
    ["Confluent secret", chars(64, BASE64), (s) => `sasl.jaas.config password="${s}"`],
    ["GitLab session", hex(32), (s) => `_gitlab_session=${s}`],
    ["NuGet password", "c0rrect-horse", (s) => `<add key="ClearTextPassword" value="${s}" />`],
    ["npm configuration", uuid(), (s) => `//registry.example.com/:_authToken=${s}`],
    ["npm's old credentials", `${chars(30)}==`, (s) => `//registry.example.com/:_auth=${s}`],
    ["netrc", "c0rrect-horse", (s) => `machine api.example.com login ann password ${s}`],
    ["curl, header", hex(40), (s) => `curl -H "X-Auth-Token: ${s}" https://x.example.com`],
    ["curl, user", "ann:c0rrect-horse", (s) => `curl -u ${s} https://x.example.com`],
    ["Kubernetes secret", "c3VwZXJzZWNyZXQ0MjE=", (s) => `kind: Secret data: { password: ${s} }`],
    ["Django key", chars(50, `${LOWER}!@#%^*-_=+`), (s) => `SECRET_KEY = '${s}'`],
    ["Rails key", hex(128), (s) => `secret_key_base: ${s}`],
    ["pgpass", "c0rrecthorse", (s) => `PGPASSWORD=${s} psql`],
    ["MongoDB address", "c0rrecthorse", (s) => `mongodb+srv://app:${s}@c0.abcde.mongodb.net/x`],
    ["AMQP address", "c0rrecthorse", (s) => `amqps://app:${s}@mq.internal/vhost`],
    ["JDBC address", "c0rrecthorse", (s) => `jdbc:mysql://db:3306/x?user=app&password=${s}`],
    ["Redis AUTH", "c0rrecthorse42", (s) => `ERR AUTH <password> failed: requirepass ${s}`],
    [
      "presigned address of Google",
      hex(128),
      (s) => `https://x.example.com/o?X-Goog-Signature=${s}`,
    ],
    ["CloudFront address", chars(80, BASE64URL), (s) => `https://x.example.com/o?Signature=${s}`],
    ["code of OAuth", chars(40, BASE64URL), (s) => `https://x.example.com/cb?code=${s}&state=1`],
    ["proof of OAuth", chars(43, BASE64URL), (s) => `{"code_verifier":"${s}"}`],
    ["assertion of OAuth", chars(200, BASE64URL), (s) => `client_assertion=${s}&x=1`],
    ["header of a proxy", chars(24), (s) => `Proxy-Authorization: Bearer ${s}`],
    ["header of Datadog", hex(32), (s) => `["DD-API-KEY", "${s}"]`],
    ["header of Anthropic", chars(40), (s) => `{"x-api-key":["${s}"]}`],
    ["header of Google", chars(39), (s) => `x-goog-api-key: ${s}`],
    ["header of AWS", chars(300, BASE64), (s) => `x-amz-security-token: ${s}`],
    ["environment of Python", hex(32), (s) => `environ({'AZURE_OPENAI_KEY': '${s}'})`],
    ["map of Java", hex(32), (s) => `{apiKey=${s}, region=eu}`],
    ["struct of Go", hex(32), (s) => `{APIKey:${s} Region:eu}`],
    ["object of Node", "c0rrect horse battery", (s) => `{ user: 'ann', password: '${s}' }`],
    ["password with spaces in JSON", "c0rrect horse battery", (s) => `{"password":"${s}"}`],
  ];
}

/** Kinds that scanners and issuers publish, collected after the patterns were written. */
export function laterSecrets(): readonly SecretKind[] {
  restart();
  const everywhere = Object.entries(standing()).flatMap(([kind, secret]) =>
    [
      `The provider refused ${secret} just now`,
      JSON.stringify({ error: "refused", value: secret }),
      `failed (${secret}): 401`,
    ].map((text) => ({ kind, secret, text })),
  );
  return [
    ...everywhere,
    ...named().map(([kind, secret, write]) => ({ kind, secret, text: write(secret) })),
  ];
}
