import { referencedMonitor } from "../../../lab/monitors/definition";
import type { Rule } from "../rule";

const REFERENCE = /\$\{\s*datadog_monitor(?:\.[\w-]+|\["[^"]+"\])\.id\s*\}/g;

export const lostMember: Rule = {
  id: "lost-member",
  what: "A composite that names a monitor which its stack does not hold.",
  why: "terraform apply fails: the reference leads nowhere.",
  cure: "Name a monitor of the same stack, or pass its id in.",
  check: ({ definition, resource: { stack } }, { names }) =>
    definition.type === "composite"
      ? [...definition.query.matchAll(REFERENCE)]
          .map(([text]) => referencedMonitor(text))
          .filter((name) => !names.has(name))
          .map((name) => `it names ${name}, which is not in ${stack}`)
      : [],
};
