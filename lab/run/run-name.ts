import { nameInEnv } from "../../telemetry";
import type { Run } from "./play";

/** Whose run it is: the service, and its environment where there is one. */
export function runName({ service, env }: Pick<Run, "service" | "env">): string {
  return env === undefined ? service : nameInEnv({ service, env });
}
