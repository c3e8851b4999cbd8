import { escapeTerraform, plainText, plainUrl } from "../../../constructs/datadog/escape";

it.each([
  ["${x} and %{if}", "$${x} and %%{if}"],
  ["$${x}", "$$${x}"],
  ["${TfToken[TOKEN.1]}", "${TfToken[TOKEN.1]}"],
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
  ["https://${TfToken[TOKEN.1]}/x", "https://${TfToken[TOKEN.1]}/x"],
])("the address %j leads where it led, and names nobody", (url, plain) => {
  expect(plainUrl(url)).toBe(plain);
});
