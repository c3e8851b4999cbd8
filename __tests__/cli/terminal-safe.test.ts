import fc from "../support/fast-check";
import { styleText } from "node:util";
import { inLine, terminalSafe } from "../../cli/terminal-safe";

const ESC = "\u001b";

it.each([
  ["clears the screen", `${ESC}[2J`, "\\u001b[2J"],
  ["moves the cursor by a byte of its own", "\u009b1A", "\\u009b1A"],
  ["names the window", `${ESC}]0;title\u0007`, "\\u001b]0;title\\u0007"],
  ["fills the clipboard", `${ESC}]52;c;cm0=${ESC}\\`, "\\u001b]52;c;cm0=\\u001b\\"],
  ["writes over the line", "NOT OK\rok    ", "NOT OK\\u000dok    "],
  ["deletes what stands before it", "a\b\u007f", "a\\u0008\\u007f"],
  ["turns the direction of text", "a\u202eb\u2066c", "a\\u202eb\\u2066c"],
  ["ends a line for some readers", "a\u2028b\u0085c", "a\\u2028b\\u0085c"],
  ["hides text", `${ESC}[8mhidden`, "\\u001b[8mhidden"],
  ["paints text in the colour of its ground", `${ESC}[37;47mx`, "\\u001b[37;47mx"],
  [
    "sets an output of a workflow",
    "a\n  ::set-output name=a::b",
    "a\n  \\u003a:set-output name=a::b",
  ],
  ["is an older command of a workflow", "a ##[error]b", "a #\\u0023[error]b"],
  [
    "is a command of other CI",
    "##vso[task.b]##teamcity[c]",
    "#\\u0023vso[task.b]#\\u0023teamcity[c]",
  ],
])("what %s is shown, and does not happen", (_what, given, shown) => {
  expect(terminalSafe(given)).toBe(shown);
});

it.each([
  ["lines and tabs", "a\n\tb\n"],
  ["lines of Windows, but for their ends", "a\r\nb", "a\nb"],
  ["bold", styleText("bold", "title")],
  ["the colours of compilers", `${ESC}[96mfile${ESC}[0m:${ESC}[1;31m1${ESC}[39m${ESC}[m`],
  ["every language", "Grüße, 您好, مرحبا, 👩‍💻"],
  ["colons that begin no line", "a::b: c"],
])("leaves %s as they are", (_what, given, expected = given) => {
  expect(terminalSafe(given)).toBe(expected);
});

it("keeps the values of JSON", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("::a::", "##[b]", `${ESC}[2J`, "\u202e", "\u009b", "\\"),
  );
  const value = fc.array(
    fc.oneof(
      hostile,
      fc.tuple(hostile, hostile).map((two) => two.join("")),
    ),
  );
  fc.assert(
    fc.property(value, (given) => {
      for (const indent of [0, 2]) {
        const printed = terminalSafe(JSON.stringify(given, null, indent));
        expect(JSON.parse(printed)).toEqual(given);
      }
    }),
  );
});

it("lets no text command anything, and changes nothing twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (given) => {
      const safe = terminalSafe(given);
      expect(safe).not.toMatch(/[^\P{Cc}\n\t\u001b]|\u001b(?!\[[\d;]*m)|^\s*::|##\[/mu);
      expect(terminalSafe(safe)).toBe(safe);
      expect(inLine(given)).not.toMatch(/[\n\t]/);
    }),
  );
});
