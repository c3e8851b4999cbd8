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

it.each(["order 4111111111111112 of 2026", "gpt-4.1 2026-06-01.3", "at run (/app/src/x.ts:10:5)"])(
  "leaves %j alone, because it helps and hurts nobody",
  (text) => {
    expect(redactor.redact(text)).toBe(text);
  },
);

it("takes out every match of an organisation's own pattern, with or without the g flag", () => {
  const own = new Redactor([/case-\d+/], new Guard());
  expect(own.redact("case-1 and case-2")).toBe(`${REDACTED} and ${REDACTED}`);
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

it.each([
  ["prefixes", "eyJ".repeat(200_000)],
  ["digits", "4 ".repeat(300_000)],
  ["address parts", "a.".repeat(300_000)],
  ["key prefixes", "sk-".repeat(200_000)],
  ["URL parts", "://a:".repeat(100_000)],
])("takes linear time on hostile text made of %s", (_what, text) => {
  redactor.redact(text);
  const started = process.cpuUsage();
  for (let round = 0; round < 10; round++) redactor.redact(text);
  const { user } = process.cpuUsage(started);
  expect(user / 10 / 1000).toBeLessThan(20);
});
