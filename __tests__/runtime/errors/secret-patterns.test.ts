import { PERSONAL_FORMS } from "../../../runtime/errors/personal-data";
import { SECRET_FORMS } from "../../../runtime/errors/secret-patterns";
import { SECRETS, TEXTS_WITHOUT } from "../../../scripts/redaction/rates";

const FORMS = [...SECRET_FORMS, ...PERSONAL_FORMS];

/** Texts that some pattern matches, though none of its words is in them: they would not be redacted. */
function unseen(text: string): string[] {
  const small = text.toLowerCase();
  return FORMS.flatMap(({ pattern, words }) =>
    words && text.search(pattern) >= 0 && !words.some((word) => small.includes(word))
      ? [`${pattern.source}: ${text}`]
      : [],
  );
}

const NAMES =
  "api-key AccountKey shared_access_key user-key-id token JWT sig signature session session_id sessid sid csrf xsrf auth otp password passwd passphrase passcode pwd secret client_secret secret_access_key private-key credential credentials cookie set-cookie authorization bearer x-amz-credential x-amz-security-token apikey access_token key".split(
    " ",
  );
const BEFORE = ["", " ", "?", "&", ";", "--", "-", "--db-", '"'];
const SIGNS = ["=", ": ", " => ", ":=", '":"', "='", " ", ",'"];
const VALUE = "a1B2c3D4e5F6g7H8i9J0";
const BESIDE_NAMES = [
  `discord.com/api/webhooks/${VALUE}`,
  `hook.eu1.make.com/${VALUE}`,
  `maker.ifttt.com/trigger/a/with/key/${VALUE}`,
  `curl -u ${VALUE}:${VALUE}`,
  `login admin password ${VALUE}`,
  `requirepass ${VALUE}`,
  `api.telegram.org/bot${VALUE}`,
];

it("searches a text for words that every secret of a form has", () => {
  const named = NAMES.flatMap((name) =>
    BEFORE.flatMap((before) => SIGNS.map((sign) => `${before}${name}${sign}${VALUE}`)),
  );
  const texts = [...SECRETS.map(({ text }) => text), ...TEXTS_WITHOUT, ...named, ...BESIDE_NAMES];
  expect(texts.flatMap((text) => [...unseen(text), ...unseen(text.toUpperCase())])).toEqual([]);
});

it("has those words in small letters, as the text is in which they are searched", () => {
  const words = FORMS.flatMap((form) => form.words ?? []);
  expect(words.length).toBeGreaterThan(20);
  expect(words.map((word) => word.toLowerCase())).toEqual(words);
});
