import { isPlainNumber, isRecord } from "../checks";
import type { Problems } from "../problems";
import { RELEASE_MEASURES, type PromptDeclaration, type PromptRelease } from "../service";
import { TAGS } from "../tags";
import { checkName, namedEntries } from "./names";
import { checkedRecord, checkFlag, keysOf } from "./record";

const PROMPT_KEYS = keysOf<PromptDeclaration>({ structuredOutput: true, release: true });
const RELEASE_KEYS = keysOf<PromptRelease>({
  baseline: true,
  candidate: true,
  margins: true,
  window: true,
});

export function checkPrompts(problems: Problems, given: unknown): void {
  for (const [name, value] of namedEntries(problems, "prompts", TAGS.promptName.metric, given)) {
    const path = `prompts.${name}`;
    const prompt = checkedRecord(problems, path, value, PROMPT_KEYS);
    if (prompt === undefined) continue;
    checkFlag(problems, `${path}.structuredOutput`, prompt["structuredOutput"]);
    if (prompt["release"] === undefined) continue;
    checkRelease(problems, `${path}.release`, prompt["release"]);
  }
}

function checkRelease(problems: Problems, path: string, given: unknown): void {
  const release = checkedRecord(problems, path, given, RELEASE_KEYS);
  if (release === undefined) return;
  const { baseline, candidate, margins, window } = release;
  if (margins !== undefined) checkMargins(problems, `${path}.margins`, margins);
  if (window !== undefined) {
    const isWindow = typeof window === "string" && /^[1-9]\d{0,3}[hd]$/.test(window);
    problems.require(isWindow, `${path}.window`, window, "hours or days, such as 24h or 3d");
  }
  checkName(problems, `${path}.baseline`, TAGS.promptVersion.metric, baseline);
  checkName(problems, `${path}.candidate`, TAGS.promptVersion.metric, candidate);
  if (typeof candidate !== "string") return;
  const allowed = "a version other than the baseline";
  problems.require(baseline !== candidate, `${path}.candidate`, candidate, allowed);
}

function checkMargins(problems: Problems, path: string, given: unknown): void {
  const allowed = `a record of measures (${RELEASE_MEASURES.join(", ")})`;
  if (!isRecord(given)) {
    problems.add(path, given, allowed);
    return;
  }
  for (const [measure, margin] of Object.entries(given)) {
    if (!(RELEASE_MEASURES as readonly string[]).includes(measure)) {
      problems.unknown(path, measure, RELEASE_MEASURES);
    } else if (margin !== undefined) {
      const isMargin = margin === false || (isPlainNumber(margin) && margin > 0);
      problems.require(isMargin, `${path}.${measure}`, margin, "a number above 0, or false");
    }
  }
}
