import { ALNUM, BASE64, chars, hex, restart, uuid, type SecretKind } from "./made-up";

const BASE64URL = `${ALNUM}-_`;
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PASSWORD = "lanternField36";

type Row = readonly [kind: string, secret: string, write: (secret: string) => string];

const OF_ISSUERS = (): readonly Row[] => [
  [
    "HubSpot token",
    `pat-eu1-${uuid()}`,
    (s) => `The OAuth token used to make this call is invalid: ${s}`,
  ],
  ["Anyscale secret", `esecret_${chars(26)}`, (s) => `unauthorized: ${s}`],
  ["Resend key in code", `re_${chars(8)}_${chars(24)}`, (s) => `new Resend("${s}")`],
  ["Google HMAC id", `GOOG1E${chars(55, CAPITALS)}`, (s) => `GCS_HMAC_ACCESS_ID=${s}`],
  ["Google HMAC secret", chars(40, BASE64), (s) => `gs_secret_access_key = ${s}`],
  ["Supabase key", `sb_secret_${chars(31)}`, (s) => `apikey: ${s}`],
  ["Neon password", `npg_${chars(12)}`, (s) => `postgresql://o:${s}@ep-x.aws.neon.tech/neondb`],
  ["Okta header", `00${chars(40, BASE64URL)}`, (s) => `Authorization: SSWS ${s}`],
  ["Opsgenie header", uuid(), (s) => `Authorization: GenieKey ${s}`],
  ["Splunk header", uuid(), (s) => `Authorization: Splunk ${s}`],
  ["PagerDuty routing key", hex(32), (s) => `{"routing_key":"${s}","event_action":"trigger"}`],
  ["Honeycomb key", `${chars(10)}${hex(12)}`, (s) => `x-honeycomb-team: ${s}`],
  ["Azure DevOps token", hex(52), (s) => `AZURE_DEVOPS_EXT_PAT=${s}`],
  ["Asana token", `1/${chars(16, "123456789")}:${hex(32)}`, (s) => `ASANA_ACCESS_TOKEN=${s}`],
  [
    "Turso address",
    `eyJhbGciOiJFZERTQSJ9.${chars(80)}.${chars(86)}`,
    (s) => `libsql://db?authToken=${s}`,
  ],
  [
    "encrypted JSON Web Token",
    `eyJhbGciOiJSU0EtT0FFUCJ9.${[60, 16, 60, 22].map((length) => chars(length, BASE64URL)).join(".")}`,
    (s) => `session was ${s}`,
  ],
];

const BY_WHAT_STANDS_BESIDE = (): readonly Row[] => [
  ["password in XML", PASSWORD, (s) => `<user>ann</user><password>${s}</password>`],
  ["German password", PASSWORD, (s) => `Passwort: ${s}`],
  ["French password", PASSWORD, (s) => `Mot de passe : ${s}`],
  ["Spanish password", PASSWORD, (s) => `contraseña=${s}`],
  ["Portuguese password", PASSWORD, (s) => `"senha":"${s}"`],
  ["Russian password", PASSWORD, (s) => `пароль: ${s}`],
  ["Japanese password", PASSWORD, (s) => `パスワード：${s}`],
  ["Chinese password", PASSWORD, (s) => `密码: ${s}`],
  ["password of a database by PASS", PASSWORD, (s) => `DB_PASS=${s}`],
  ["mysql's option", PASSWORD, (s) => `mysql -uroot -p${s} prod`],
  ["sshpass's option", PASSWORD, (s) => `sshpass -p ${s} ssh app@db`],
  ["redis-cli's option", PASSWORD, (s) => `redis-cli -h cache -a ${s} ping`],
  ["docker's option", PASSWORD, (s) => `docker login registry.example.com -u ann -p ${s}`],
  ["mysqldump's option", PASSWORD, (s) => `mysqldump --password=${s} -h db`],
  ["Dockerfile", `${chars(12)}${hex(12)}`, (s) => `ENV API_TOKEN ${s}`],
  ["JSON in an address", `${hex(12)}${chars(18)}`, (s) => `?q=%7B%22api_key%22%3A%22${s}%22%7D`],
  ["short password in an address's JSON", PASSWORD, (s) => `%22password%22%3A%22${s}%22`],
  ["template literal", PASSWORD, (s) => `password = \`${s}\``],
  ["list of raw headers", chars(40, BASE64URL), (s) => `rawHeaders: [ 'Cookie', 'sid=${s}' ]`],
  ["list of cookies", chars(40, BASE64URL), (s) => `'set-cookie': [ 'sid=${s}; Path=/' ]`],
  ["bcrypt", `$2y$10$${chars(53, BASE64)}`, (s) => `admin:${s}`],
  ["crypt", `$6$${chars(12)}$${chars(86, BASE64)}`, (s) => `root:${s}:19000:0:99999:7:::`],
  ["private JSON Web Key", chars(43, BASE64URL), (s) => `{"kty":"EC","crv":"P-256","d":"${s}"}`],
  ["PuTTY's key", chars(64, BASE64), (s) => `Private-Lines: 1\n${s}\nPrivate-MAC: 0`],
  [
    "wallet's words",
    "legal winner thank year wave sausage worth useful legal winner thank yellow",
    (s) => `mnemonic: ${s}`,
  ],
  ["wallet's key", `0x${hex(64)}`, (s) => `privateKey: ${s}`],
  ["code of two factors", "606584", (s) => `Your verification code is ${s}`],
  ["link to sign in", chars(43, BASE64URL), (s) => `https://app.example.com/magic/${s}`],
  ["link to set a password", chars(43, BASE64URL), (s) => `https://x/reset-password?token=${s}`],
  ["short code of OAuth", chars(20, BASE64URL), (s) => `https://app/cb?state=x&code=${s}`],
  ["IBAN", "DE89370400440532013000", (s) => `IBAN ${s} could not be debited`],
  ["IBAN with spaces", "GB29 NWBK 6016 1331 9268 19", (s) => `An ${s} überwiesen`],
  ["phone number", "+14155550132", (s) => `SMS to ${s} failed`],
  ["phone number with spaces", "+49 30 901820 44", (s) => `call ${s} back`],
  ["social security number", "078-05-1120", (s) => `${s} does not match`],
  ["e-mail address with an umlaut", "jürgen.müller@exämple.de", (s) => `user ${s} not found`],
];

/** Kinds where what stands beside them is what tells: collected last, by somebody who had not seen the patterns. */
export function secretsInTheirSettings(): readonly SecretKind[] {
  restart();
  const rows = [...OF_ISSUERS(), ...BY_WHAT_STANDS_BESIDE()];
  return rows.map(([kind, secret, write]) => ({ kind, secret, text: write(secret) }));
}
