import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { cliCommand, exampleApp, REPOSITORY, runCli, type CliRun } from "../support/run-cli";

jest.setTimeout(60_000);

let child: ChildProcess | undefined;
afterEach(() => child?.kill("SIGKILL"));

/** Starts `datadog-llm watch` on free ports; resolves with what it printed once the page is served. */
async function startWatch(...args: string[]) {
  const ports = ["--port", "0", "--dogstatsd-port", "0", "--ui-port", "0"];
  const started = spawn(process.execPath, cliCommand(["watch", ...ports, ...args]), {
    cwd: REPOSITORY,
    env: process.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    started.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes("nothing leaves this machine")) resolve();
    });
    started.once("exit", () => reject(new Error(`ended with ${printed}`)));
  });
  return { started, printed, url: /Watch it at (\S+);/.exec(printed)![1]! };
}

function request(url: string, host?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, host === undefined ? {} : { headers: { host } }, resolve).on("error", reject);
  });
}

describe("datadog-llm watch", () => {
  it("prints how to send to it, serves only whoever is here, and ends at Ctrl-C with pages open", async () => {
    const { started, printed, url } = await startWatch(
      "--app",
      exampleApp(),
      "--stack",
      "support-agent",
    );
    expect(printed).toMatch(/export DD_TRACE_AGENT_URL=http:\/\/127\.0\.0\.1:\d+\n/);
    expect(printed).toMatch(/export DD_DOGSTATSD_PORT=\d+\n/);
    expect(printed).toContain("export DD_SERVICE=support-agent\n  export DD_ENV=production\n");
    const { port } = new URL(url);
    expect((await request(url)).headers["content-security-policy"]).toContain("default-src 'none'");
    // As of a page elsewhere whose name was made to lead here.
    expect((await request(url, `evil.example:${port}`)).statusCode).toBe(403);
    expect((await request(`${url}../cli/main.ts`)).statusCode).toBe(404);
    const events = await request(`${url}events`);
    const [first] = (await once(events, "data")) as [Buffer];
    expect(String(first)).toContain("event: start\ndata: []");
    const closed = once(started, "close");
    events.on("error", () => undefined);
    started.kill("SIGINT");
    expect(await closed).toEqual([0, null]);
  });

  it.each([
    ["--port", "perhaps by a Datadog agent"],
    ["--ui-port", "perhaps by another datadog-llm watch"],
  ])("says what to do where the port of %s is taken", async (flag, owner) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const ports = {
      "--port": "0",
      "--dogstatsd-port": "0",
      "--ui-port": "0",
      [flag]: String(port),
    };
    let run: CliRun;
    try {
      run = runCli(["watch", ...Object.entries(ports).flat()]);
    } finally {
      server.close();
    }
    const { status, stderr } = run;
    expect({ status, stderr: stderr.trim() }).toEqual({
      status: 2,
      stderr: `Port ${port} is taken, ${owner}: choose another with ${flag} <number>.`,
    });
  });

  it("needs an app for a stack", () => {
    const { status, stderr } = runCli(["watch", "--stack", "support-agent"]);
    expect({ status, stderr: stderr.trim() }).toEqual({
      status: 2,
      stderr: "--stack needs --app <file>.",
    });
  });
});
