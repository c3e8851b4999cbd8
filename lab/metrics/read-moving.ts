import type { FunctionCall } from "../query";
import { argument, numberArgument, type Refuse } from "./arguments";
import type { MovingMethod } from "./plan";

const METHODS: readonly MovingMethod[] = ["avg", "sum", "min", "max", "count"];

/** What `moving_rollup(query, 300, 'sum')` asks for. */
export function readMovingRollup(
  call: FunctionCall,
  refuse: Refuse,
): { readonly seconds: number; readonly method: MovingMethod } {
  const seconds = numberArgument(call, 1, refuse);
  const method = METHODS.find((one) => one === argument(call, 2));
  if (!method) return refuse(call.at, `moving_rollup() takes one of ${METHODS.join(", ")};`);
  if (seconds <= 0) refuse(call.at, "moving_rollup() takes a positive number of seconds;");
  return { seconds, method };
}
