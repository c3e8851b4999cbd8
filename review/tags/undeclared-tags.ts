import { nameInEnv, TAGS } from "../../telemetry";
import type { Finding } from "../lint/rule";
import { losersOf } from "./losers";
import type { ServiceUses } from "./service-uses";

/** Tags that a service sends where its declaration has values for them. */
const DECLARED = [
  { tag: TAGS.tenantTier.metric, values: "tenantTiers" },
  { tag: TAGS.promptVariant.metric, values: "promptVariants" },
] as const;

/** Alerts and widgets that lose a tag because the declaration has no values for it. */
export function undeclaredTags(services: readonly ServiceUses[]): Finding[] {
  return services.flatMap(({ service, usesOf }) =>
    DECLARED.flatMap(({ tag, values }) => {
      const uses = (service[values]?.length ?? 0) > 0 ? [] : usesOf(tag);
      const [first] = uses;
      if (first === undefined) return [];
      const text = `declares no ${values}, so that it sends no tag ${tag}, by which ${losersOf(uses).text} group or filter`;
      return [
        { rule: "undeclared-tag", subject: nameInEnv(service), address: first.address, text },
      ];
    }),
  );
}
