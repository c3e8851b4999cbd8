import { REDACTED, Redactor } from "../../../runtime/errors/redaction";
import { Guard } from "../../../runtime/safety/guard";

const redactor = new Redactor([], new Guard());
const HEX = "0123456789abcdef";

/** Every form in which an address, a header, an option or a name has its secret; `<>` are around it. */
it.each([
  "https://hooks.slack.com/services/<T000/B000/abcd-EF>",
  "https://hooks.slack-gov.com/workflows/<T000/B000/abcd>",
  "https://discord.com/api/webhooks/<12345678/abc_d-E>",
  "https://discordapp.com/api/v10/webhooks/<12345678/abc>",
  "https://acme.webhook.office.com/webhookb2/<ab12@cd34/x>",
  "https://outlook.office.com/webhook/<ab12@cd34/x>",
  "https://hooks.zapier.com/hooks/catch/<123456/ab12cd>",
  "https://hook.eu1.make.com/<ab12cd34ef>",
  "https://maker.ifttt.com/trigger/alarm/with/key/<ab12cd34>",
  "https://api.telegram.org/bot<123456:abcdef-x>",
  "redis://<:hunter2>@cache:6379",
  "https://<0123456789abcdef0123>@ingest.example",
  ...["key", "sig", "signature", "token", "auth", "apikey", "api_key", "access_token"].flatMap(
    (name) => [`/x?${name}=<ab-.~cdefg>&b=1`, `/x?a=1;${name}=<ab-.~cdefg> b`],
  ),
  ...["signature", "credential", "security-token"].map((name) => `/x&X-Amz-${name}=<abcd%2Fefg>`),
  "Cookie: <a=1; b=2>",
  'set-cookie="<sid=1>"',
  "Authorization: <Token abc-def>",
  '{"authorization":"<abc-defgh>"}',
  ...["Bearer", "bearer", "BEARER"].map((word) => `<${word} abc.d3f>`),
  "<Bearer horseBattery>",
  "curl -u <jane:hunter2> https://a",
  "curl -s --user <jane:hunter2> https://a",
  "requirepass <hunter2>",
  "login jane password <hunter2>",
  ...["password", "passwd", "token", "secret", "api-key", "apikey"].flatMap((name) => [
    `run --${name} <abcd>`,
    `run --db-${name}=<abcd>`,
    `run -${name} <abcd>`,
  ]),
  `<${"Ab1+".repeat(21)}Ab==>`,
  `<${"Ab1+".repeat(10)}Ab1=>`,
  `<abc8Q~${"x.-~".repeat(8)}>`,
])("takes the secret out of %s, and nothing else", (text) => {
  const given = text.replace(/[<>]/g, "");
  expect(redactor.redact(given)).toBe(text.replace(/<.*>/, REDACTED));
});

/** Names whose value is secret whatever it looks like. */
const STRONG =
  `password passwd passphrase passcode pwd secret client_secret client-secret app_secret appSecret
  webhook_secret shared_secret signing_secret consumer_secret token_secret auth_secret jwt_secret session_secret
  api_secret access_secret secret_key secret-key SecretAccessKey secret_access_key secret_key_base
  private_key private-key privateKey credential credentials`.split(/\s+/);

it.each(STRONG)("takes out what %s is, in every notation", (name) => {
  for (const text of [
    `${name}=horse`,
    `${name}: "correct horse"`,
    `"${name}":"correct horse"`,
    `\\"${name}\\":\\"horse\\"`,
    `'${name}' => 'horse'`,
    `${name} := "horse"`,
    `["${name}"] = "horse"`,
    `["${name}", "horse"]`,
    `${name}: h0rse`,
  ]) {
    expect(redactor.redact(text)).toBe(text.replace(/(correct )?h[o0]rse/, REDACTED));
  }
  for (const harmless of [
    `${name}: missing`,
    `${name}=null`,
    `${name}: "required"`,
    `the ${name} is long`,
  ]) {
    expect(redactor.redact(harmless)).toBe(harmless);
  }
});

/** Names whose value is secret where it looks like a key. */
const WEAK =
  `api_key api-key apiKey access_key account_key shared_access_key encryption_key signing_key master_key
  auth_key app_key application_key admin_key license_key subscription_key storage_key deploy_key server_key
  hmac_key ingest_key insert_key user_key service_key integration_key api_key_id access_key_id token jwt sig
  signature session session_id sessionId sessid sid csrf xsrf auth otp`.split(/\s+/);

it.each(WEAK)("takes out what %s is, where it is no word of prose", (name) => {
  for (const value of ["abc123", "abcdefghij".repeat(2), "a1+/=~%:|$-"]) {
    for (const text of [`${name}=${value}`, `"${name}": "${value}"`, `${name}: ${value}`]) {
      expect([text, redactor.redact(text)]).toEqual([text, text.replace(value, REDACTED)]);
    }
  }
  for (const harmless of [`${name}: missing`, `${name}: wordy`, `${name}=none`]) {
    expect(redactor.redact(harmless)).toBe(harmless);
  }
});

it.each([
  "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----",
  "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----",
  "-----BEGIN PGP PRIVATE KEY BLOCK-----\nabc\n-----END PGP PRIVATE KEY BLOCK-----",
  "-----BEGIN PRIVATE KEY-----\ncut off",
])("takes a private key out whole: %j", (key) => {
  expect(redactor.redact(`refused ${key}`)).toBe(`refused ${REDACTED}`);
});

it.each([
  "https://example.com/webhook/12345678",
  "https://notoffice.example/webhook/12345678",
  "/x?monkey=abcdefgh",
  "/x?key=short",
  "bearer of bad news",
  "the cookie jar",
  `sha512-${"Ab1+".repeat(21)}Ab==`,
  "a--token x",
  HEX,
])("leaves %s", (text) => {
  expect(redactor.redact(text)).toBe(text);
});
