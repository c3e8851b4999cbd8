import { spawn, type ChildProcess } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { readRecording } from "../../lab";
import { cliCommand, runCli } from "../support/run-cli";

jest.setTimeout(60_000);

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-record-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly url: string;
  readonly udpPort: number;
  /** Ends it with a signal; resolves with its exit code and output. */
  readonly stop: (signal: NodeJS.Signals) => Promise<{ code: number | null; stdout: string }>;
}

/** Starts `datadog-llm record` on free ports and waits until it listens. */
async function startRecord(...args: string[]): Promise<Running> {
  const ports = ["--port", "0", "--dogstatsd-port", "0"];
  const started = spawn(process.execPath, cliCommand(["record", ...ports, ...args]), {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  let stdout = "";
  const ready = new Promise<RegExpExecArray>((resolve, reject) => {
    started.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const found = /DD_TRACE_AGENT_URL=(\S+) DD_DOGSTATSD_PORT=(\d+)/.exec(stdout);
      if (found) resolve(found);
    });
    started.once("exit", () => reject(new Error(`ended with ${stdout}`)));
  });
  const [, url, udpPort] = await ready;
  return {
    url: url!,
    udpPort: Number(udpPort),
    stop: async (signal) => {
      const closed = once(started, "close");
      started.kill(signal);
      const [code] = (await closed) as [number | null];
      return { code, stdout };
    },
  };
}

describe("datadog-llm record", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "writes all that has arrived when %s comes, and says what and what not",
    async (signal) => {
      const { url, udpPort, stop } = await startRecord("--out", "mine.jsonl");
      const socket = createSocket("udp4");
      for (let index = 0; index < 100; index += 1) {
        const datagram = "llm.requests:1|c|#model:gpt-4.1,user_id:u-17";
        await new Promise((resolve) => socket.send(datagram, udpPort, "127.0.0.1", resolve));
      }
      socket.close();
      const body = "llm.latency_ms:12.5|d|#model:gpt-4.1\nnonsense\nx:1|s\n".repeat(1_000);
      await fetch(`${url}/dogstatsd/v2/proxy`, { method: "POST", body });
      const { code, stdout } = await stop(signal);
      expect(code).toBe(0);
      const points = readRecording(path.join(folder, "mine.jsonl"));
      expect(points).toHaveLength(1_100);
      expect(stdout).toMatch(/mine\.jsonl {2}\d:\d\d {2}1,100 points of 2 metrics, \d+ kB/);
      expect(stdout).toMatch(/llm\.latency_ms {2}distribution {2}1000 {4}12\.5/);
      expect(stdout).toContain("Left out: 1000 (type not evaluated by the lab)");
      expect(stdout).toContain("Tags left out: user_id (--tag <key> keeps one)");
      expect(stdout).toContain("Malformed: 1000 missing_value");
      expect(stdout).not.toMatch(/u-17|nonsense/);
    },
  );

  it("ends by itself after --for, and says how to send it something where nothing came", async () => {
    await startRecord("--for", "1s");
    const [code] = (await once(child!, "exit")) as [number | null];
    expect(code).toBe(0);
    expect(readRecording(path.join(folder, "recording.jsonl"))).toEqual([]);
  });

  it("names a port that is taken, and leaves no file behind", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const run = runCli(["record", "--port", String(port)], { cwd: folder });
    server.close();
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`Port ${port} is taken, perhaps by a Datadog agent`);
    expect(run.stderr).toContain("--port <number>");
    expect(existsSync(path.join(folder, "recording.jsonl"))).toBe(false);
  });

  it.each([
    [["--port", "x"], '--port: "x" given; allowed: 0 to 65535'],
    [["--for", "soon"], '--for: "soon" given; allowed: such as 30s, 10m or 2h'],
    [["--port", "0", "--dogstatsd-port", "0", "--out", __filename], "exists: name another file"],
    [["--port", "0", "--dogstatsd-port", "0", "--out", "no/x"], "--out: ENOENT"],
  ])("ends %j with status 2", (args, message) => {
    const { status, stderr } = runCli(["record", ...args], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});
