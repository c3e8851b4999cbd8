import { markdownCode, markdownText } from "../../../review/output/markdown-text";

it.each([
  ["@all", "@\u200ball"],
  ["&#64;all &commat;all", "&amp;#64;all &amp;commat;all"],
  ["a | b\n# c", "a \\| b # c"],
  ["a\\| b", "a\\\\\\| b"],
  ["[x](y) <b> *c* _d_ `e` ~~f~~", "\\[x\\](y) \\<b\\> \\*c\\* \\_d\\_ \\`e\\` \\~\\~f\\~\\~"],
])("%j is text, and notifies nobody", (text, shown) => {
  expect(markdownText(text)).toBe(shown);
});

it.each([
  ["a | b", "`a \\| b`"],
  ["`@all`", "`'@all'`"],
  ["a\\| @all", "`a\\ \\| @all`"],
  ["a\\\\||b", "`a\\\\ \\|\\|b`"],
  ["a\nb", "`a b`"],
])("%j is code of one cell", (text, shown) => {
  expect(markdownCode(text)).toBe(shown);
});
