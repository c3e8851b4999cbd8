import type { Estimate } from "./interval";

/** How often a judge and a person said what, of the same answers. */
export interface Agreement {
  readonly bothPass: number;
  readonly bothFail: number;
  readonly onlyJudgePasses: number;
  readonly onlyPersonPasses: number;
}

/**
 * Agreement beyond chance, from 0 for none to 1 for all; undefined where one of the two always says
 * the same, because then nothing is known of it.
 *
 * @see Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
 * Measurement 20, 37–46. Its variance: Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Large sample
 * standard errors of kappa and weighted kappa. Psychological Bulletin 72, 323–327.
 */
export function kappa(counts: Agreement, z: number): Estimate | undefined {
  const { bothPass, bothFail, onlyJudgePasses, onlyPersonPasses } = counts;
  const all = bothPass + bothFail + onlyJudgePasses + onlyPersonPasses;
  const [pp, ff, pf, fp] = [bothPass, bothFail, onlyJudgePasses, onlyPersonPasses].map(
    (count) => count / all,
  ) as [number, number, number, number];
  const [judge, person] = [pp + pf, pp + fp];
  const byChance = judge * person + (1 - judge) * (1 - person);
  if (!(byChance < 1)) return undefined;
  const agreed = pp + ff;
  const value = (agreed - byChance) / (1 - byChance);
  const onDiagonal =
    pp * (1 - (judge + person) * (1 - value)) ** 2 +
    ff * (1 - (2 - judge - person) * (1 - value)) ** 2;
  const beside =
    (1 - value) ** 2 * (pf * (person + (1 - judge)) ** 2 + fp * (1 - person + judge) ** 2);
  const rest = (value - byChance * (1 - value)) ** 2;
  const error = Math.sqrt(Math.max(0, onDiagonal + beside - rest) / all) / (1 - byChance);
  return { value, low: Math.max(-1, value - z * error), high: Math.min(1, value + z * error) };
}
