import type { Measured } from "./measure";
import type { ClientRow, Truth } from "./row";

/** Facts of which something else was recorded than the provider's answer says. */
export function mistakesOf({ truth, kind }: ClientRow, measured: Measured): string[] {
  const facts = Object.keys(truth) as (keyof Truth)[];
  const wrong = facts.filter((fact) => !isRight(fact, truth, measured));
  if (measured.requests !== 1) wrong.push("requests" as keyof Truth);
  return kind === "stream" && !measured.firstToken ? [...wrong, "first token"] : wrong;
}

/** Whether what was recorded of a fact is what the answer says. */
export function isRight(fact: keyof Truth, truth: Truth, measured: Measured): boolean {
  if (fact !== "costUsd") return measured[fact] === truth[fact];
  if (truth.costUsd === null) return measured.costUsd === undefined;
  return Math.abs((measured.costUsd ?? Number.NaN) - (truth.costUsd ?? 0)) < 1e-9;
}
