import { Guard } from "../../../runtime/safety/guard";
import { REDACTED, Redactor } from "../../../runtime/errors/redaction";

const redactor = new Redactor([], new Guard());

it.each([
  ["OpenAI key", "sk-proj-abcDEF123456789012345"],
  ["masked OpenAI key", "sk-abc1************wxyz"],
  ["Anthropic key", "sk-ant-api03-AAAAbbbbCCCCdddd"],
  ["Stripe key", "sk_live_51AAAAbbbbCCCC"],
  ["AWS access key", "AKIAIOSFODNN7EXAMPLE"],
  ["GitHub token", "ghp_AAAAbbbbCCCCddddEEEEffff"],
  ["Google key", "AIzaSyA-1234567890abcdefghijklmnopqrstu"],
  ["Slack token", "xoxb-123456789012-abcdef"],
  ["Hugging Face token", "hf_AAAAbbbbCCCCdddd"],
  ["JSON Web Token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-123"],
  ["bearer token", "Bearer abc.def-123"],
  ["e-mail address", "jane.doe+x@mail.example.co.uk"],
  ["card number", "4111 1111 1111 1111"],
  ["card number without spaces", "5500005555555559"],
])("takes out a %s, because error messages quote what was sent", (_kind, secret) => {
  expect(redactor.redact(`It failed: ${secret} was refused`)).toBe(
    `It failed: ${REDACTED} was refused`,
  );
});

it("takes the password out of a URL and leaves the host, which says what was called", () => {
  const text = redactor.redact("cannot reach postgres://app:hunter2@db.internal:5432/x");
  expect(text).toBe(`cannot reach postgres://${REDACTED}@db.internal:5432/x`);
});

it("takes secrets out of query strings and assignments", () => {
  const text = redactor.redact('GET /v1?api_key=abc123&limit=5 password: "hunter2"');
  expect(text).not.toMatch(/abc123|hunter2/);
  expect(text).toContain("limit=5");
});

it.each([
  "order 4111111111111112 of 2026",
  "GB28 NWBK 6016 1331 9268 19",
  "ABCD1234ABCD1234 is no account",
  "UTC+01234567 and a+14155550132",
  "000-12-3456 and 123-00-4567 and 12-34-5678",
  "react@18.2.0 of git@github.com",
  "status code: 4041, error code is 50001",
  "4242424242424241",
  "4242424242424247",
  "79927398710",
  "gpt-4.1 2026-06-01.3",
  "at run (/app/src/x.ts:10:5)",
])("leaves %j alone, because it helps and hurts nobody", (text) => {
  expect(redactor.redact(text)).toBe(text);
});

it.each([
  ["a random key of no known issuer", "p8e-kc7rlfyj4ve5n815d19fgbteoodzvk0j"],
  ["a hexadecimal key that prose calls one", "670403a885fa267cb3ea6c874d4af736"],
])("takes out %s, because no list of issuers is whole", (_kind, secret) => {
  expect(redactor.redact(`Incorrect API key provided: ${secret}.`)).not.toContain(secret);
});

it.each([
  "670403a885fa267cb3ea6c874d4af736",
  "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  "01J9ZQK3V5W7X9Y1A3C5E7G9J1",
  "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  "getOAuth2TokenForX509Cert",
])("leaves the id %s, because it finds the request that failed", (id) => {
  expect(redactor.redact(`${id} was refused`)).toBe(`${id} was refused`);
});

it("takes out a quoted password whole, because it may have spaces", () => {
  expect(redactor.redact('{"password":"correct horse battery"}')).toBe(
    `{"password":"${REDACTED}"}`,
  );
});

it("takes out every match of an organisation's own pattern, with or without the g flag", () => {
  const own = new Redactor([/case-\d+/], new Guard());
  expect(own.redact("case-1 and case-2")).toBe(`${REDACTED} and ${REDACTED}`);
});

it("keeps no half of a secret where a long text is cut, because no pattern knows it", () => {
  const text = `${"word ".repeat(798)}ghp_AAAAbbbbCCCCddddEEEEffff`;
  expect(text.slice(3990, 4000)).toBe("ghp_AAAAbb");
  expect(redactor.redact(text)).not.toContain("ghp_");
});

it("keeps nothing of a text where a pattern fails, because a leak is worse than a gap", () => {
  const broken = Object.assign(/x/g, {
    exec: () => {
      throw new Error("broken");
    },
  });
  const failing = new Redactor([broken], new Guard());
  expect(failing.redact("anything")).toBe(REDACTED);
});

it("shows no pattern more than the beginning of a text, because hostile text may be megabytes", () => {
  const seen: number[] = [];
  const watching = Object.assign(/x/g, {
    exec: (text: string) => {
      seen.push(text.length);
      return null;
    },
  });
  const long = "eyJ 4, a. ".repeat(100_000);
  expect(new Redactor([watching], new Guard()).redact(long)).toBe(
    redactor.redact(long.slice(0, 8000)),
  );
  expect(seen).toHaveLength(1);
  expect(seen[0]).toBeLessThanOrEqual(4000);
});
