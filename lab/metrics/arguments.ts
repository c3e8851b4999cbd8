import type { Expression, FunctionCall } from "../query";

/** Reports what is wrong or not supported at an offset; never returns. */
export type Refuse = (at: number, reason: string) => never;

/** A literal argument; a bare word counts as its text. */
export function argument(call: FunctionCall, index: number): string | number | undefined {
  const value = call.args[index]?.value;
  switch (value?.kind) {
    case "number":
    case "text":
      return value.value;
    case "reference":
      return value.name;
    case "negation":
      return value.of.kind === "number" ? -value.of.value : undefined;
    default:
      return undefined;
  }
}

export function numberArgument(call: FunctionCall, index: number, refuse: Refuse): number {
  const value = argument(call, index);
  if (typeof value === "number") return value;
  return refuse(call.args[index]?.at ?? call.at, `${call.name}() needs a number`);
}

/** The query that a function is of. */
export function queryArgument(call: FunctionCall, refuse: Refuse): Expression {
  return call.args[0]?.value ?? refuse(call.at, `${call.name}() needs a query`);
}
