import { startLocalAgent, type LocalAgent } from "../lab";
import { UsageError } from "./usage-error";

/**
 * Starts a local agent that keeps nothing in memory: who wants what arrives listens to it.
 *
 * @param port TCP port for traces and the DogStatsD proxy; 0 for any.
 * @param dogstatsdPort UDP port for DogStatsD; 0 for any.
 * @throws UsageError where a port cannot be used.
 */
export async function startAgent(port: number, dogstatsdPort: number): Promise<LocalAgent> {
  try {
    const limits = { maxSpans: 0, maxMetrics: 0, maxRawBytes: 0 };
    return await startLocalAgent({ port, udpPort: dogstatsdPort, ...limits });
  } catch (error) {
    const { code, port: taken, message } = error as NodeJS.ErrnoException & { port?: number };
    if (code === "MODULE_NOT_FOUND") throw new UsageError(message);
    const flag = taken === dogstatsdPort && taken !== port ? "--dogstatsd-port" : "--port";
    throw portError(error, taken ?? port, flag, "a Datadog agent");
  }
}

/** What to do about a port that cannot be used; any other error as it is. */
export function portError(error: unknown, port: number, flag: string, owner: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "needs other rights" : `is taken, perhaps by ${owner}`;
  return new UsageError(`Port ${port} ${why}: choose another with ${flag} <number>.`);
}
