import { read } from "../constructs/datadog/query";
import type { LlmServiceDeclaration } from "../telemetry";
import type { MeasuredCells } from "./compared";
import { agreementOfCounts, agreementSentences, distrustOf, type JudgeAgreement } from "./judges";
import type { ReleaseQuestion } from "./question";
import type { ReleaseSource } from "./sources/source";

/** Answers are compared with people's verdicts far more rarely than they are served. */
const DAYS = 30;
const DAY = 86_400;
const BY = ["prompt_version", "model", "feature"] as const;

type Counted =
  "llm.eval.judge_checks" | "llm.eval.judge_disagreements" | "llm.eval.runs" | "llm.eval.passes";

/**
 * How far the judges agree with people, by the runtime's counts of the last 30 days: by measure, those
 * that are declared, and those of which anything was checked.
 *
 * @param to seconds since the epoch
 */
export async function judgesByMetrics(
  source: ReleaseSource,
  { service, env }: ReleaseQuestion,
  { evals = {}, judges = [] }: Pick<LlmServiceDeclaration, "evals" | "judges">,
  to: number,
): Promise<Map<string, JudgeAgreement>> {
  const end = Math.ceil(to / DAY) * DAY;
  const span = { from: end - DAYS * DAY, to: end, bucket: DAY };
  const sum = async (metric: Counted, name: string): Promise<number> => {
    const query = read(metric, [`env:${env}`, `service:${service}`])
      .where({ eval_name: name })
      .by(...BY)
      .asCount();
    const answer = await source.read(query, span);
    if (answer.kind !== "points") return 0;
    return answer.points.reduce((all, { value }) => all + value, 0);
  };
  const found = new Map<string, JudgeAgreement>();
  for (const [name, dimension] of Object.entries(evals)) {
    const checks = await sum("llm.eval.judge_checks", name);
    if (checks === 0) {
      if (judges.includes(name)) found.set(dimension, UNKNOWN);
      continue;
    }
    const disagreements = await sum("llm.eval.judge_disagreements", name);
    const [runs, passes] = [await sum("llm.eval.runs", name), await sum("llm.eval.passes", name)];
    const agreement = agreementOfCounts(checks, disagreements, passes / Math.max(1, runs));
    const before = found.get(dimension);
    // Of several judges of one measure, the one that agrees least.
    if (!before || leastOf(agreement) < leastOf(before)) found.set(dimension, agreement);
  }
  return found;
}

const UNKNOWN: JudgeAgreement = { labels: 0, agreed: 0 };

/** What a judge that is not known stands for at least: less than any that is. */
const leastOf = ({ kappa }: JudgeAgreement): number => kappa?.low ?? -Infinity;

/** Takes the decision from measures whose judge is known to agree too little. */
export function withoutDistrusted(
  measured: readonly MeasuredCells[],
  judges: ReadonlyMap<string, JudgeAgreement>,
): { readonly measured: readonly MeasuredCells[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const kept = measured.map((one): MeasuredCells => {
    const agreement = judges.get(one.measure.id);
    if (agreement === undefined) return one;
    notes.push(...agreementSentences(agreement).map((told) => `${one.measure.title}: ${told}`));
    const distrusted = distrustOf(agreement);
    return distrusted === undefined ? one : { ...one, distrusted };
  });
  return { measured: kept, notes };
}
