import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { REPOSITORY } from "../support/run-cli";

/** The guide's example trace: names and nesting. Latencies and token estimates differ per run. */
const GUIDE_TRACE = {
  "auth.check": [],
  "rag.retrieval": ["rag.index", "rag.strategy", "rag.hit_count", "rag.top_score"],
  "prompt.render": ["llm.prompt_name", "llm.prompt_version", "prompt.input_tokens_estimate"],
  "llm.request": [
    "llm.provider",
    "llm.model",
    "llm.input_tokens",
    "llm.output_tokens",
    "llm.latency_ms",
    "llm.estimated_cost_usd",
  ],
  "output.validation": ["json_valid", "schema_name"],
  "eval.score": ["eval.name", "eval.score", "eval.pass"],
};

/** Its values, as far as they do not depend on time. */
const GUIDE_VALUES = [
  "rag.index: help_center_prod",
  "rag.strategy: hybrid",
  "rag.hit_count: 5",
  "rag.top_score: 0.82",
  "llm.prompt_name: support_triage",
  "llm.prompt_version: 2026-06-01.3",
  "llm.provider: anthropic",
  "llm.model: claude-sonnet-4",
  "llm.input_tokens: 1840",
  "llm.output_tokens: 312",
  "llm.estimated_cost_usd: 0.0098",
  "json_valid: true",
  "schema_name: support_triage_response",
  "eval.name: support_answer_correctness",
  "eval.score: 0.82",
  "eval.pass: true",
];

/** The guide's log record; its `trace_id` is dd-trace's `dd.trace_id`, which Datadog joins by. */
const GUIDE_LOG = {
  event: "llm_request_completed",
  request_id: "req_9f3a",
  dd: expect.objectContaining({ trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) }),
  feature: "support_agent",
  prompt_name: "support_triage",
  prompt_version: "2026-06-01.3",
  provider: "anthropic",
  model: "claude-sonnet-4",
  input_tokens: 1840,
  output_tokens: 312,
  latency_ms: expect.any(Number),
  estimated_cost_usd: expect.closeTo(0.0098, 4),
  status: "success",
};

let run: SpawnSyncReturns<string>;
let sections: Record<string, string[]>;

beforeAll(() => {
  run = spawnSync(process.execPath, ["--import", "tsx", "examples/support-agent/main.ts"], {
    cwd: REPOSITORY,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    encoding: "utf8",
  });
  sections = sectionsOf(run.stdout);
}, 60_000);

it("ends by itself and without a warning, because a reader runs it first", () => {
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
});

it("fits into 100 columns, because that is what a terminal and a page have", () => {
  for (const line of run.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

it("sends the guide's trace, name by name, with a tool call more", () => {
  const { root, children } = parseTree(sections["Trace of a request"]!);
  expect(root).toBe("POST /api/support-agent");
  const names = children.map(({ name }) => name);
  expect(names.filter((name) => name !== "tool.call")).toEqual(Object.keys(GUIDE_TRACE));
  expect(names.indexOf("tool.call")).toBe(names.indexOf("llm.request") + 1);
  for (const [name, tags] of Object.entries(GUIDE_TRACE)) {
    const span = children.find((child) => child.name === name)!;
    expect([name, span.tags.map(nameOf)]).toEqual([name, expect.arrayContaining(tags)]);
  }
  expect(children.flatMap(({ tags }) => tags)).toEqual(expect.arrayContaining(GUIDE_VALUES));
});

it("falls back to the other provider, and says so in the trace", () => {
  const title = "Model calls of a request while Claude is overloaded";
  const [claude, gpt] = parseTree(sections[title]!).children;
  expect(claude!.tags).toEqual(
    expect.arrayContaining(["llm.provider: anthropic", "llm.error_type: provider"]),
  );
  expect(gpt!.tags).toEqual(
    expect.arrayContaining(["llm.provider: openai", "llm.status: success"]),
  );
});

it("counts what follows an answer for the model that gave it, because it is judged by that", () => {
  const lines = sections["Metrics of both requests"]!;
  const openai = lines.slice(lines.findIndex((line) => line.includes("provider:openai")));
  for (const metric of ["llm.requests", "llm.json_checks", "llm.tool_calls", "llm.eval.runs"]) {
    expect(openai).toContainEqual(expect.stringMatching(new RegExp(`${metric} +count +1\\b`)));
  }
});

it("logs the guide's record, field by field", () => {
  const record: unknown = JSON.parse(sections["Log record of the first model call"]!.join("\n"));
  expect(record).toMatchObject(GUIDE_LOG);
});

/** Titles stand at the margin, what belongs to them is indented by two. */
function sectionsOf(output: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let lines: string[] = [];
  for (const line of output.split("\n").filter((text) => text !== "")) {
    if (line.startsWith("  ")) lines.push(line.slice(2));
    else found[line] = lines = [];
  }
  return found;
}

interface PrintedSpan {
  readonly name: string;
  readonly tags: string[];
}

/** Reads a tree of the guide's form: the root, its spans, their tags. */
function parseTree([root = "", ...lines]: string[]): { root: string; children: PrintedSpan[] } {
  const children: PrintedSpan[] = [];
  for (const line of lines) {
    const [, indent, text] = /^ {2}([│ ] {3})?[├└]── (.*)$/.exec(line)!;
    if (indent === undefined) children.push({ name: text!, tags: [] });
    else children.at(-1)!.tags.push(text!);
  }
  return { root, children };
}

function nameOf(tag: string): string {
  return tag.slice(0, tag.indexOf(":"));
}
