import { Lazy } from "cdktf";
import { escapeTerraform, plainText, plainUrl } from "../../../constructs/datadog/escape";

/** A reference that somebody made. */
const TOKEN = Lazy.stringValue({ produce: () => "x" });

it.each([
  ["${x} and %{if}", "$${x} and %%{if}"],
  ["$${x}", "$$${x}"],
  [`\${x} ${TOKEN} %{y}`, `$\${x} ${TOKEN} %%{y}`],
  ['${TfToken[file("x")]}', '$${TfToken[file("x")]}'],
  ["%{TfToken[TOKEN.0]}", "%%{TfToken[TOKEN.0]}"],
  ["$ { and 5 % {", "$ { and 5 % {"],
])("Terraform takes %j for text, but for tokens of CDKTF", (text, escaped) => {
  expect(escapeTerraform(text)).toBe(escaped);
});

it.each([
  ["@all", "＠all"],
  ["a@b@c", "a＠b＠c"],
  ["{{x}}", "{ {x}}"],
  ["{{{{raw}}}}", "{ { { {raw}}}}"],
  ["{ {", "{ {"],
])("Datadog takes %j for text", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

it.each([
  ["https://a.example/?q=@all&r=@x", "https://a.example/?q=%40all&r=%40x"],
  ["https://a.example/{{x}}", "https://a.example/%7B%7Bx}}"],
  [`https://${TOKEN}/{x`, `https://${TOKEN}/%7Bx`],
  ["https://a/${TfToken[{{x]", "https://a/$%7BTfToken[%7B%7Bx]"],
])("the address %j leads where it led, and names nobody", (url, plain) => {
  expect(plainUrl(url)).toBe(plain);
});
