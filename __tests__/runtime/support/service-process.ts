import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { LocalAgent } from "../../../lab/agent";
import { compiledFile } from "../../support/compiled-sources";

/** A service under test, in a process of its own: in Jest's, dd-trace gives a tracer that is off. */
export interface ServiceProcess {
  /** Lines that it printed so far. */
  readonly lines: readonly string[];
  /** Resolves with one of them, when it has been printed. */
  line(index: number): Promise<string>;
  /** Writes a line to its standard input. */
  tell(line: string): void;
  /** Resolves at its end, with the exit code. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts one of `../services` with dd-trace sending to the agent.
 *
 * @param args What the service finds in `process.argv`.
 */
export function startService(
  agent: LocalAgent,
  name: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): ServiceProcess {
  const script = compiledFile(join(__dirname, "../services", `${name}.ts`));
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      DD_TRACE_AGENT_URL: agent.url,
      DD_DOGSTATSD_PORT: String(agent.udpPort),
      // Only traces and metrics on the wire.
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      ...env,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (data: Buffer) => (printed += data.toString()));
  const lines = (): string[] => printed.split("\n").filter((line) => line !== "");
  return {
    get lines() {
      return lines();
    },
    line: async (index) => {
      for (;;) {
        const found = lines()[index];
        if (found !== undefined) return found;
        await once(child.stdout, "data");
      }
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    ended: once(child, "close").then(([code]) => code as number | null),
  };
}

/** Runs a service to its end; returns the lines that it printed. */
export async function runService(
  ...args: Parameters<typeof startService>
): Promise<readonly string[]> {
  const running = startService(...args);
  const code = await running.ended;
  if (code !== 0) throw new Error(`The service ended with ${code}.`);
  return running.lines;
}

/** All bytes that arrived at an agent, as text. */
export function wire(agent: LocalAgent): string {
  return agent.rawBodies.map(({ bytes }) => bytes.toString("latin1")).join("\n");
}
