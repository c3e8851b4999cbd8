import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "../../support/fast-check";
import { readRecording, Recorder } from "../../../lab";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { send, sendDatagram } from "../agent/client";
import { grammarText } from "../agent/generators";

const PROXY = "/dogstatsd/v2/proxy";

let folder: string;
let file: string;
let agent: LocalAgent;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-recorder-"));
  file = path.join(folder, "recording.jsonl");
  agent = await startLocalAgent();
});
afterEach(async () => {
  await agent.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Records the body of one request. */
async function recordLines(lines: readonly string[], tags?: string[]): Promise<Recorder> {
  const recorder = new Recorder(agent, { file, ...(tags ? { tags } : {}) });
  await send(agent, "POST", PROXY, lines.join("\n"));
  await recorder.stop();
  return recorder;
}

describe("a recording", () => {
  it("holds what arrives over HTTP and UDP, with the time of its arrival", async () => {
    const recorder = new Recorder(agent, { file });
    const before = Date.now() / 1_000 - 0.001;
    await send(agent, "POST", PROXY, "llm.requests:3|c|#model:gpt-4.1,env:production\n");
    await sendDatagram(agent, "llm.latency_ms:1.5:-2e3|d|@0.5|#model:gpt-4.1");
    await agent.waitFor(() => agent.metrics.length === 2);
    await recorder.stop();
    const points = readRecording(file);
    expect(points).toEqual([
      {
        name: "llm.requests",
        type: "c",
        values: [3],
        tags: ["model:gpt-4.1", "env:production"],
        sampleRate: 1,
        timestamp: expect.any(Number),
      },
      {
        name: "llm.latency_ms",
        type: "d",
        values: [1.5, -2_000],
        tags: ["model:gpt-4.1"],
        sampleRate: 0.5,
        timestamp: expect.any(Number),
      },
    ]);
    for (const { timestamp } of points) {
      expect(timestamp).toBeGreaterThan(before);
      expect(timestamp).toBeLessThan(Date.now() / 1_000 + 0.001);
    }
    expect(recorder.summary()).toMatchObject({
      points: 3,
      metrics: [
        { name: "llm.requests", type: "count", points: 1, lastValue: 3 },
        { name: "llm.latency_ms", type: "distribution", points: 2, lastValue: -2_000 },
      ],
      bytes: readFileSync(file).length,
    });
  });

  it("keeps a client's own time, unless Datadog would not take it", async () => {
    const now = Math.floor(Date.now() / 1_000);
    const times = [now - 3_000, now - 7_200, now + 60, now + 3_600];
    const recorder = await recordLines(times.map((time) => `llm.requests:1|c|T${time}`));
    expect(readRecording(file).map(({ timestamp }) => timestamp)).toEqual([times[0], times[2]]);
    expect(recorder.summary().leftOut).toEqual({ "timestamp not taken by Datadog": 2 });
  });

  it("holds no tag that the contract does not know, because it may be any text", async () => {
    const recorder = await recordLines([
      "llm.requests:1|c|#Model:GPT-4.1,user_id:u-17,prompt:tell me of my debts,my whole question,region:EU",
    ]);
    expect(readRecording(file)[0]?.tags).toEqual(["model:gpt-4.1"]);
    expect(readFileSync(file, "utf8")).not.toMatch(/debts|question|u-17/);
    expect(recorder.summary().tagsLeftOut).toEqual([
      "user_id",
      "prompt",
      "(no tag name)",
      "region",
    ]);
  });

  it("keeps further tags where they are asked for, in the form that Datadog stores", async () => {
    await recordLines(["web.hits:1|c|#region:EU West,host:a"], ["Region"]);
    expect(readRecording(file)[0]?.tags).toEqual(["region:eu_west"]);
  });

  it("leaves out what the lab does not evaluate, and counts it by reason", async () => {
    const recorder = await recordLines([
      "a:1|s",
      "b:ada@example.com|s",
      "what is my debt:1|c",
      "datadog.dogstatsd.client.metrics_sent:1|c",
      "llm.requests:1|c",
    ]);
    expect(readRecording(file).map(({ name }) => name)).toEqual(["llm.requests"]);
    expect(readFileSync(file, "utf8")).not.toMatch(/ada|debt/);
    expect(recorder.summary().leftOut).toEqual({
      "type not evaluated by the lab": 2,
      "name not allowed by Datadog": 1,
      "dd-trace's metrics of itself": 1,
    });
  });

  it("is complete when it is stopped, whatever is under way", async () => {
    const recorder = new Recorder(agent, { file });
    const body = Array.from({ length: 20_000 }, (_, index) => `m${index}:1|c`).join("\n");
    // Half of a request has arrived when the recorder is told to stop.
    // Read, because a socket whose answer nobody reads stays open.
    const socket = connect(agent.port, "127.0.0.1").resume();
    const head = `POST ${PROXY} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`;
    await new Promise((resolve) => socket.write(head + body.slice(0, 1_000), resolve));
    for (let index = 0; index < 50; index += 1) await sendDatagram(agent, `u${index}:1|c`);
    const stopped = recorder.stop(5_000);
    socket.end(body.slice(1_000));
    await stopped;
    expect(readRecording(file)).toHaveLength(20_050);
  });

  it("can be read, whatever arrives", async () => {
    const recorder = new Recorder(agent, { file });
    await fc.assert(
      fc.asyncProperty(grammarText, async (body) => {
        await send(agent, "POST", PROXY, new Uint8Array(body));
      }),
      { numRuns: 200 },
    );
    await send(agent, "POST", PROXY, 'a:1|c|#model:"},{"');
    await recorder.stop();
    expect(readRecording(file).at(-1)?.tags).toEqual(["model:unknown"]);
  });

  it("takes the place of no other file, and leaves none where it cannot start", () => {
    expect(() => new Recorder(agent, { file: path.join(folder, "no", "x") })).toThrow("ENOENT");
    expect(() => new Recorder(agent, { file: __filename })).toThrow("EEXIST");
    expect(existsSync(path.join(folder, "no"))).toBe(false);
  });

  it("keeps no points in memory but those of the last second", async () => {
    const recorder = new Recorder(agent, { file });
    const body = Array.from({ length: 5_000 }, () => "llm.requests:1|c|#model:gpt-4.1").join("\n");
    await send(agent, "POST", PROXY, body);
    // More than fits the buffer was written while it came, not at the end.
    expect(recorder.summary().bytes).toBeGreaterThan(400_000);
    expect(readFileSync(file).length).toBe(recorder.summary().bytes);
    await recorder.stop();
    expect(readRecording(file)).toHaveLength(5_000);
  });
});
