import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labMatchers, readRecording, Recorder, replay, type MonitorDefinition } from "../../lab";
import { startLocalAgent, type LocalAgent } from "../../lab/agent";
import { CANARY } from "../runtime/support/canaries";
import { wire } from "../runtime/support/service-process";
import { synthesizeExamples } from "../support/example-stacks";
import { codeBlocks } from "../support/markdown-blocks";

expect.extend(labMatchers);

const PYTHON = process.env["PYTHON"] ?? "python3";
const isThere =
  spawnSync(PYTHON, ["-c", "import ddtrace.trace, datadog.dogstatsd"], { stdio: "ignore" })
    .status === 0;

/** A service around the page's modules; its argument is the share of calls that fail, in percent. */
const SERVICE = `
import sys
import time
from types import SimpleNamespace as Box
from llm_telemetry import evaluated, Prompt, retrieved, statsd, tool_called
from triage import triage
from ddtrace.trace import tracer

class Overloaded(Exception):
    status_code = 529

failing = int(sys.argv[1])
usage = Box(input_tokens=50, output_tokens=25, cache_read_input_tokens=60, cache_creation_input_tokens=40)
reply = Box(usage=usage, stop_reason="end_turn", content=[Box(text="${CANARY}")])

def client(number):
    def create(**_):
        if number % 100 < failing:
            raise Overloaded("${CANARY}")
        return reply
    return Box(messages=Box(create=create))

def parse(number):
    if number % 100 >= 100 - failing:
        raise ValueError("${CANARY}")
    return {}

for number in range(200):
    # Datagrams that come faster than the agent reads them are lost.
    time.sleep(0.005)
    try:
        triage(client(number), "${CANARY}", lambda _: parse(number))
    except (Overloaded, ValueError):
        pass
prompt = Prompt("support_triage", "2026-06-01.3", "support_agent", "anthropic", "claude-sonnet-4")
tool_called(prompt, "lookup_order", 12.5, failed=False)
retrieved(prompt, 3, 0.8)
evaluated(prompt, "support_answer_correctness", "correctness", 0.9, True)
statsd.flush()
tracer.flush()
`;

(isThere ? describe : describe.skip)(
  `the Python module of the docs (needs ${PYTHON} with ddtrace and datadog)`,
  () => {
    let monitors: readonly MonitorDefinition[];
    let folder: string;
    let agent: LocalAgent;

    beforeAll(() => {
      monitors = synthesizeExamples().get("support-agent")!.monitors;
    });
    beforeEach(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-python-"));
      for (const { language, text } of codeBlocks("docs/python.md")) {
        const name = /^# (\w+\.py)\n/.exec(text)?.[1];
        if (language === "python" && name !== undefined) {
          writeFileSync(path.join(folder, name), text);
        }
      }
      writeFileSync(path.join(folder, "service.py"), SERVICE);
      agent = await startLocalAgent();
    });
    afterEach(async () => {
      await agent.close();
      rmSync(folder, { recursive: true });
    });

    /** What the service's own monitors say of it, its points spread over half an hour. */
    async function played(failing: number) {
      const file = path.join(folder, "recording.jsonl");
      const recorder = new Recorder(agent, { file });
      const service = spawn(PYTHON, ["service.py", String(failing)], {
        cwd: folder,
        stdio: "inherit",
        env: {
          ...process.env,
          DD_SERVICE: "support-agent",
          DD_ENV: "production",
          DD_VERSION: "1.2.3",
          DD_TRACE_AGENT_URL: agent.url,
          DD_AGENT_HOST: "127.0.0.1",
          DD_DOGSTATSD_PORT: String(agent.udpPort),
          DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
          DD_REMOTE_CONFIGURATION_ENABLED: "false",
        },
      });
      expect(await once(service, "close")).toEqual([0, null]);
      await agent.waitFor(() => agent.metrics.some(({ name }) => name === "llm.eval.correctness"));
      await agent.waitFor(() => agent.spans.length >= 200);
      await recorder.stop();
      const points = readRecording(file);
      const spread = points.map((point, index) => ({
        ...point,
        timestamp: 1_780_000_000 + (index / points.length) * 1_800,
      }));
      return replay(monitors, spread);
    }

    it("sets off the alerts of a service that fails, and tells no text", async () => {
      const run = await played(20);
      expect(run).toFire("provider_error_rate", { group: { model: "claude-sonnet-4" } });
      expect(run).toFire("invalid_json", { group: { prompt_version: "2026-06-01.3" } });
      const failed = agent.spans.find(({ meta }) => meta["llm.status"] === "error");
      expect(failed?.meta).toMatchObject({
        "llm.prompt_version": "2026-06-01.3",
        "llm.error_type": "provider",
        "error.type": "Overloaded",
      });
      const answered = agent.spans.find(({ meta }) => meta["llm.status"] === "success");
      expect(answered?.metrics).toMatchObject({ "llm.input_tokens": 150, "llm.output_tokens": 25 });
      expect(agent.malformed.total).toBe(0);
      expect(wire(agent)).not.toContain(CANARY);
    }, 60_000);

    it("sets off none where all is well", async () => {
      const run = await played(0);
      expect(run).not.toFire("provider_error_rate");
      expect(run).not.toFire("invalid_json");
      expect(run).not.toFire("retrieval_degradation");
    }, 60_000);
  },
);

it("the Python blocks are Python", () => {
  if (spawnSync(PYTHON, ["--version"]).status !== 0) return;
  const blocks = codeBlocks("docs/python.md").filter(({ language }) => language === "python");
  expect(blocks.length).toBe(2);
  for (const { text } of blocks) {
    execFileSync(PYTHON, ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: text });
  }
});
