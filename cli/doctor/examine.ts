import type { Examined } from "./check";
import { CHECKS } from "./checks";
import { keys } from "./checks/keys";
import { site } from "./checks/site";
import type { Finding } from "./finding";

/**
 * Runs every check, each by itself: what one may not ask does not stop the others. Only where the keys
 * are refused, or nothing answers, there is nothing more to ask.
 *
 * @param onProgress called before each check
 */
export async function examine(
  examined: Examined,
  onProgress: (check: string, done: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let subject = examined;
  for (const [done, check] of CHECKS.entries()) {
    onProgress(check.id, done);
    const found = await check.run(subject);
    findings.push(...found);
    if (check.id === keys.id && found.some(({ result }) => result !== "ok")) break;
    if (check.id === site.id) subject = ofThisSite(examined, found);
    if (subject.app.stacks.length === 0) break;
  }
  return findings;
}

/** The keys of one site say nothing of a stack on another. */
function ofThisSite(examined: Examined, found: readonly Finding[]): Examined {
  const elsewhere = found.filter(({ result }) => result === "fail").map(({ about }) => about);
  const stacks = examined.app.stacks.filter(({ id }) => !elsewhere.includes(id));
  return { ...examined, app: { ...examined.app, stacks } };
}

/** 0 where all is right, 1 where something fails, 3 where something could not be asked. */
export function exitCodeFor(findings: readonly Finding[]): 0 | 1 | 3 {
  const keysFailed = findings.some(({ check, result }) => check === keys.id && result !== "ok");
  if (keysFailed) return 3;
  if (findings.some(({ result }) => result === "fail")) return 1;
  return findings.some(({ result }) => result === "unknown") ? 3 : 0;
}
