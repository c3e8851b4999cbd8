import type { App } from "cdktf";
import { isReleasePhase, type ReleaseMark } from "../../telemetry";
import { declaredPrompt, type DeclaredPrompt } from "../compare/subject";
import { UsageError } from "../usage-error";

/** What the command line names of a mark. */
export interface NamedMark {
  readonly prompt?: string | undefined;
  readonly version?: string | undefined;
  readonly phase?: string | undefined;
  readonly stack?: string | undefined;
}

/** @throws UsageError with everything that is wrong */
export function markOf(app: App, { prompt: name, version, phase, stack }: NamedMark): ReleaseMark {
  const problems: string[] = [];
  const found = foundPrompt(app, { prompt: name, stack }, problems);
  const marked = found && markedVersion(found, version, problems);
  if (!isReleasePhase(phase)) {
    const given = phase === undefined ? "nothing" : JSON.stringify(phase);
    problems.push(
      `--phase: ${given} given; allowed: start, a share from 1% to 99%, full, rollback.`,
    );
  } else if (found !== undefined && marked !== undefined) {
    const { service, prompt } = found;
    return { service: service.service, env: service.env, prompt, version: marked, phase };
  }
  throw new UsageError(problems.join("\n"));
}

function foundPrompt(
  app: App,
  named: Pick<NamedMark, "prompt" | "stack">,
  problems: string[],
): DeclaredPrompt | undefined {
  try {
    return declaredPrompt(app, named);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

function markedVersion(
  { prompt, declared }: DeclaredPrompt,
  given: string | undefined,
  problems: string[],
): string | undefined {
  const version = given ?? declared?.candidate;
  if (version === undefined) {
    problems.push(`${prompt} declares no release: name --version <version>.`);
    return undefined;
  }
  const known = declared ? [declared.baseline, declared.candidate] : [version];
  if (known.includes(version)) return version;
  problems.push(
    `--version: ${JSON.stringify(version)} given; the release of ${prompt} is of ${known.join(" and ")}.`,
  );
  return undefined;
}
