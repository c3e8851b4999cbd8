import type { Answers } from "../answers";
import type { Names } from "../names";

export const tsconfigFile = (): string =>
  json({
    compilerOptions: {
      target: "es2022",
      module: "node16",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ["node", "jest"],
    },
    exclude: ["node_modules", "cdktf.out"],
  });

export const cdktfFile = ({ service }: Answers): string =>
  json({
    language: "typescript",
    app: "node --import tsx main.ts",
    projectId: service,
    sendCrashReports: "false",
  });

export function jestConfigFile(names: Names): string {
  const isEsModule = names.specifier("a.ts").endsWith(".js");
  const mapper = isEsModule ? '\n  moduleNameMapper: { "^(\\\\.{1,2}/.*)\\\\.js$": "$1" },' : "";
  return `/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],${mapper}
  transform: {
    "\\\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
};
`;
}

/** Built files, and state, which holds what was deployed: keep it in a backend or back it up. */
export const GITIGNORE = [
  "node_modules/",
  "cdktf.out/",
  ".terraform/",
  "terraform.*.tfstate*",
  "*.log",
];

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;
