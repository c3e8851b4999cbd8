import type { PackageManager } from "../project";

/** Commits of the tags behind them: a tag can be moved, a commit cannot. */
const CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2";
const SETUP_NODE = "actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0";

const INSTALL: Readonly<Record<PackageManager, string>> = {
  npm: "npm ci",
  pnpm: "pnpm install --frozen-lockfile",
  yarn: "yarn install --immutable",
};

/** How each starts the command of an installed package. */
export const EXEC: Readonly<Record<PackageManager, string>> = {
  npm: "npx",
  pnpm: "pnpm exec",
  yarn: "yarn",
};

/** CI without keys: it synthesizes, and plays the incidents of the tests. */
export function workflowFile(manager: PackageManager): string {
  const corepack = manager === "npm" ? "" : "\n      - run: corepack enable";
  return `name: datadog-llm
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  alerts:
    runs-on: ubuntu-latest
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false${corepack}
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
          cache: ${manager}
      - run: ${INSTALL[manager]}
      - run: ${EXEC[manager]} datadog-llm synth
      - run: ${manager} test
`;
}
