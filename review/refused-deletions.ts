import { record } from "../lab/inputs/record";
import type { Change } from "./change";
import type { Pair } from "./pairs";
import { addressOf, isMonitor, type Resource } from "./resources";

/**
 * Deletions that Datadog refuses: Terraform deletes a monitor before it updates what names it, unless
 * the monitor was created with `create_before_destroy`.
 *
 * @see https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor#force_delete
 */
export function refusedDeletions(pairs: readonly Pair[]): Change[] {
  const stays = pairs.filter(({ before, after, moved }) => before && after && !moved);
  return pairs.flatMap(({ subject, before, after, moved }) => {
    if (!before || !isMonitor(before) || (after && !moved) || isDeletedLast(before)) return [];
    return stays
      .filter((pair) => pair.before && names(pair.before, before))
      .map((pair) => ({
        risk: "refused" as const,
        subject,
        address: addressOf(before),
        attribute: "lifecycle",
        text: `apply fails: Terraform deletes it while ${pair.subject} still names it, and Datadog refuses`,
        hint: "deploy lifecycle: { createBeforeDestroy: true } on it first, or forceDelete: true; then take it out",
      }));
  });
}

function isDeletedLast({ attributes }: Resource): boolean {
  const { lifecycle, force_delete: force } = attributes;
  return force === "true" || record(lifecycle)["create_before_destroy"] === "true";
}

/** Composites name monitors, and so do objectives that rest on monitors. */
function names({ type, stack, attributes }: Resource, monitor: Resource): boolean {
  if (stack !== monitor.stack) return false;
  const isNaming = attributes["type"] === "composite" || type === "datadog_service_level_objective";
  const reference = JSON.stringify(`${monitor.type}.${monitor.name}.id`).slice(1, -1);
  return isNaming && JSON.stringify(attributes).includes(reference);
}
