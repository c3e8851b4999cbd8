import { holdsOpaqueKey, WORD_OF_A_KEY } from "../../../runtime/errors/opaque-key";

const RANDOM = "aB3dE5gH7jK9mN1pQ3";
const HEX = "0123456789abcdef0123";

it.each(["key", "token", "secret", "password", "credential", "credentials"])(
  "hexadecimal is a key where %s stands before it",
  (name) => {
    for (const before of [
      `the ${name}: `,
      `${name}=`,
      `"${name}": `,
      `'${name}' `,
      `\`${name}\` => `,
      `${name} is `,
      `${name} was `,
      `${name} of `,
      `${name} provided: `,
      `${name} supplied `,
      `${name} given `,
      `${name} used was `,
      `api_${name} `,
    ]) {
      expect([before, holdsOpaqueKey(HEX, before)]).toEqual([before, true]);
    }
    for (const before of ["", "commit ", `${name}s of the trace `, name, `${name} is was of `]) {
      expect([before, holdsOpaqueKey(HEX, before)]).toEqual([before, false]);
    }
    expect(holdsOpaqueKey("abcdefabcdefabcdefab", `${name}: `)).toBe(false);
  },
);

it.each(["cache", "idempotency", "partition", "sort", "primary", "foreign", "object", "public"])(
  "a %s key is none that is secret",
  (kind) => {
    for (const name of [`${kind} key`, `${kind}-key`, `${kind}_key`, `${kind}Key`]) {
      expect([name, holdsOpaqueKey(HEX, `${name}: `)]).toEqual([name, false]);
    }
  },
);

it.each([
  `123e4567-e89b-42d3-a456-426614174000`,
  ...`req request chatcmpl cmpl resp msg toolu srvtoolu call run step thread asst file org proj batch trace span
    gen ft ftjob vs rs fc evt item user session container cus job`
    .split(/\s+/)
    .flatMap((name) => [`${name}_${RANDOM}`, `${name}-${RANDOM}`]),
  "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  ...["sha1-", "sha256:", "sha384_", "sha512="].map((sum) => `${sum}${RANDOM}ab==`),
])("%s is an id or a sum, and no key", (word) => {
  expect(holdsOpaqueKey(word, "key: ")).toBe(false);
});

it.each([
  RANDOM,
  `other_${RANDOM}`,
  `x.${RANDOM}.y`,
  `myreq_${RANDOM}`,
  `sha2-${RANDOM}ab`,
  `x01ARZ3NDEKTSV4RRFFQ69G5FAVx9Y8z7`,
  "a1b2c3d4e5f6g7h8",
  "aBcDeFgHiJkLmNo1",
  "ABcdEFgh1JKlmNOpQ",
])("%s is drawn at random", (word) => {
  expect(holdsOpaqueKey(word, "")).toBe(true);
});

it.each([
  "aB3dE5gH7jK9mN1",
  "claude-sonnet-4-20250514",
  "abcdefghijklmnopqrst",
  "ABCDEFGHIJKLMNOPQRST",
  "aBcDeFgHiJkLmNoPqRsT",
  "1234567890123456789012",
  "thisIsALongIdentifier2",
  "abcdefgh1234567890abcdefgh",
])("%s is not: a name, a version or a date", (word) => {
  expect(holdsOpaqueKey(word, "")).toBe(false);
});

it.each([
  [`a ${RANDOM}ab c`, [`${RANDOM}ab`]],
  [`(${RANDOM}+/=.~%|-)`, [`${RANDOM}+/=.~%|-`]],
  ["short123456789012345", ["short123456789012345"]],
  ["short12345678901234", []],
  [`«${RANDOM}ab»`, [`${RANDOM}ab`]],
])("the words of %j that may be keys have 20 letters", (text, words) => {
  expect(text.match(WORD_OF_A_KEY) ?? []).toEqual(words);
});
