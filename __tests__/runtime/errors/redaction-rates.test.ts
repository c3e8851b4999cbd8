import { redactionRates, SECRETS, TEXTS_WITHOUT } from "../../../scripts/redaction/rates";

const rates = redactionRates();

it("finds at least 95 of 100 kinds of secrets, wherever in a message they stand", () => {
  expect(rates.kinds).toBeGreaterThanOrEqual(200);
  expect((rates.kinds - rates.missed.length) / rates.kinds).toBeGreaterThanOrEqual(0.95);
});

it("misses none of those whose rule is known, and damages no text that once was", () => {
  expect(rates.missed).toEqual([]);
  expect(rates.damaged).toEqual([]);
});

it("damages at most 3 of 100 harmless texts, also of those that speak of secrets", () => {
  expect(rates.harmless).toBeGreaterThanOrEqual(100);
  expect(rates.damaged.length / rates.harmless).toBeLessThanOrEqual(0.03);
});

it("is measured on texts that hold their secret, each kind and each text once", () => {
  for (const { secret, text } of SECRETS) expect(text).toContain(secret);
  expect(new Set(TEXTS_WITHOUT).size).toBe(TEXTS_WITHOUT.length);
});
