import { writeFileSync } from "node:fs";
import path from "node:path";

/** Our matchers, by the entry point that has them. */
const MATCHERS = {
  "runtime/testing": { value: "llmMatchers", type: "LlmMatchers" },
  lab: { value: "labMatchers", type: "LabMatchers" },
} as const;

/**
 * Entry points that add the matchers to the `expect` that a test imports, with their types:
 * `import "datadog-llm/lab/vitest"`. They are written here because a source file would need both
 * runners installed to be compiled.
 */
export function writeMatcherEntries(dist: string): void {
  for (const [folder, { value, type }] of Object.entries(MATCHERS)) {
    const files = {
      "jest-globals.js": jestGlobals(value),
      "jest-globals.d.ts": types(type, "@jest/expect", [
        "Matchers<R extends void | Promise<void>>",
      ]),
      "vitest.mjs": vitest(value),
      "vitest.d.mts": types(type, "vitest", ["Assertion<T = any>"]),
    };
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(path.join(dist, folder, file), text);
    }
  }
}

function jestGlobals(matchers: string): string {
  return `"use strict";
const { expect } = require("@jest/globals");
const { ${matchers} } = require("./index.js");

expect.extend(${matchers});
`;
}

function vitest(matchers: string): string {
  return `import { expect } from "vitest";
import { ${matchers} } from "./index.js";

expect.extend(${matchers});
`;
}

function types(matchers: string, module: string, interfaces: readonly string[]): string {
  const added = interfaces.map((name) => {
    const returned = name.includes("<R ") ? "R" : "void";
    return `  interface ${name} extends ${matchers}<${returned}> {}\n`;
  });
  return `import "${module}";
import type { ${matchers} } from "./index.js";

declare module "${module}" {
${added.join("")}}
`;
}
