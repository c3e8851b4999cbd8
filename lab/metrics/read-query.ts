import type { MetricQuery } from "../query";
import { aggregator, type Aggregator } from "./aggregators";
import type { Refuse } from "./arguments";
import { mixedScope, valuesOfVariable, type Variables } from "./scope";

/** How a query puts its series together. */
export function readAggregator(
  { aggregator: written, at }: MetricQuery,
  refuse: Refuse,
): Aggregator {
  const { name = "avg", condition } = written ?? {};
  const found = aggregator(name, condition);
  if (found) return found;
  const text = `${name}${condition ? "(v: …)" : ""}`;
  return refuse(written?.at ?? at, `The aggregator ${text} is not supported by the lab,`);
}

export function checkScope({ scope }: MetricQuery, refuse: Refuse): void {
  const mixed = mixedScope(scope);
  if (mixed === undefined) return;
  refuse(mixed, "A scope takes either ! and , or NOT, AND, OR, IN, not both;");
}

/** Sorted, so that operands which name the keys in another order have the same groups. */
export function readGroups(
  { by }: MetricQuery,
  variables: Variables | undefined,
  refuse: Refuse,
): readonly string[] {
  const keys = by.map(({ name, variable, at }) => {
    if (!variable) return name;
    const [value] = valuesOfVariable(variables?.[name]);
    return value ?? refuse(at, `by {$${name}} has no value,`);
  });
  const every = by.find(({ name }) => name === "*");
  if (every) refuse(every.at, "by {*} is not supported by the lab: name the tags;");
  return [...new Set(keys)].sort();
}
