/**
 * Writes `docs/clients.md`, what the runtime recorded of each client: `npm run docs -- clients`. The
 * packages have to be installed as `npm test` does it.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { isRight } from "../__tests__/runtime/client-table/mistakes";
import type { Measured } from "../__tests__/runtime/client-table/measure";
import type { ClientRow, Truth } from "../__tests__/runtime/client-table/row";
import { ROWS } from "../__tests__/runtime/client-table/rows";

const ROOT = path.resolve(__dirname, "..");
const CLIENTS_PAGE = "docs/clients.md";

/** Runs the rows in a process of their own: some clients need what a test runner hides. */
function measureClients(): readonly Measured[] {
  const script = path.join(ROOT, "__tests__/runtime/client-table/measure.ts");
  const printed = execFileSync(process.execPath, ["--import", "tsx", script], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1e7,
  });
  return JSON.parse(printed) as readonly Measured[];
}

/** Text of the page, before it is formatted. */
export function clientsPage(all: readonly Measured[]): string {
  const header = [
    "Client",
    "Version",
    "Way of calling",
    "Tokens",
    "Cached",
    "Reasoning",
    "Cost",
    "Finish reason",
    "First token",
    "Retries",
    "Error class at 429",
  ];
  const rows = ROWS.flatMap((row, index) => {
    const measured = all[index];
    return measured === undefined ? [] : [cellsOf(row, measured)];
  });
  const lines = [header, header.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
  return `${INTRODUCTION}\n${lines.join("\n")}\n\n${LEGEND}\n`;
}

function cellsOf(row: ClientRow, measured: Measured): string[] {
  const { truth } = row;
  const mark = (...facts: (keyof Truth)[]): string => {
    const said = facts.filter((fact) => truth[fact] !== undefined);
    if (said.length === 0) return "";
    return said.every((fact) => isRight(fact, truth, measured)) ? "✓" : "✗";
  };
  const firstToken = row.kind === "stream" || measured.firstToken;
  return [
    row.client,
    measured.version,
    row.way,
    mark("input", "output"),
    mark("cached"),
    mark("reasoning"),
    costCell(measured),
    mark("finish"),
    firstToken ? (measured.firstToken ? "✓" : "✗") : "",
    (measured.retries ?? 0) > 0 ? "✓" : "",
    measured.errorClass === undefined ? "✗" : `\`${measured.errorClass}\``,
  ];
}

function costCell({ costUsd, costUnknown }: Measured): string {
  return costUsd === undefined ? `none: \`${costUnknown ?? "unknown"}\`` : "✓";
}

const INTRODUCTION = `# Clients

Written by \`npm run docs -- clients\` from what the runtime recorded of real clients; a test fails where it is out of date.

Each row is a test: the client, as npm installs it, calls a server on this machine that answers in its provider's format, inside \`llm.request\` or through the [bridge](bridges.md) that the row names, with nothing else set up. ✓ says that what was recorded is what the answer said, to the token; an empty cell, that the answer said nothing of the kind.
`;

const LEGEND = `- **Cost** is tokens times the list prices of [\`@pydantic/genai-prices\`](runtime.md#costs), or what the provider itself says (OpenRouter, Perplexity). Where there is none, the cell says why, as \`llm.cost_unknown\` does: no \`price\` for the model, or for a billed \`unit\` beside tokens.
- **Retries** are those that a client makes by itself. Only AWS's says how many it made; of a client that is silent, tell them by \`request.set({ retries })\`, or turn its own off (\`maxRetries: 0\`) and repeat the wrapped call.
- Several turns of one runner or agent (\`runTools\`, \`toolRunner\`, \`generateText\` with steps) are one request with the sum of their tokens.
- Clients that are not listed are read where they speak one of these formats. What is not recognised is said once in the log, and counted in \`llm.telemetry_dropped{reason:unrecognised}\`; then give a reader of your own ([runtime](runtime.md#2-wrap-a-model-call)), or tell the tokens by hand.
- Where a bridge stands inside a wrapped call, the call counts once.`;

async function main(): Promise<void> {
  // Late, because the runner of the page's test cannot load it.
  const { format } = await import("prettier");
  const page = await format(clientsPage(measureClients()), { parser: "markdown", printWidth: 100 });
  writeFileSync(path.join(ROOT, CLIENTS_PAGE), page);
}

if (require.main === module) void main();
