import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

type LogRecord = Readonly<Record<string, unknown>>;

export interface ServiceProcess {
  readonly url: string;
  /** What the service has logged so far. */
  readonly log: readonly LogRecord[];
  /** Stops the service as an orchestrator does; resolves when it has flushed and ended. */
  stop(): Promise<void>;
}

/** Starts the service in a process of its own, with the environment that a deployment gives it. */
export async function startService(environment: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const script = path.resolve(__dirname, "../service/server.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const log: LogRecord[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The service ended with ${code}.`)));
    createInterface(child.stdout).on("line", (line) => {
      const record = JSON.parse(line) as LogRecord;
      log.push(record);
      const address = record["address"] as { port: number } | undefined;
      if (address !== undefined) resolve(address.port);
    });
  });
  return { url: `http://127.0.0.1:${port}`, log, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`The service ended with ${code}.`);
}
