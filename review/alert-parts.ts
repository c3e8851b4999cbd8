import type { Difference } from "./change";
import { tag } from "./identity";
import type { Pair } from "./pairs";
import { isMonitor, type Resource } from "./resources";
import type { Instructions } from "./terraform/instructions";

/** A monitor of an alert that tells nobody: a measure, or a guard against few events. */
function isPart(resource: Resource): boolean {
  return tag(resource, "alert_role") === "part";
}

/** The part's name in its construct: `failures` of `invalid_json-failures`. */
export function partName(resource: Resource): string | undefined {
  if (!isPart(resource)) return undefined;
  const [, part] = (resource.path?.split("/").at(-1) ?? "").split("-");
  return part === undefined || part === "measure" ? undefined : `guard ${part}`;
}

/** Which alerts page before and after; a guard may come or go, and the alert stays. */
export interface PagedAlerts {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export function pagedAlerts(pairs: readonly Pair[]): PagedAlerts {
  const paged = (side: "before" | "after"): Set<string> =>
    new Set(pairs.flatMap(({ [side]: one }) => (one && isPage(one) ? [alertOf(one)] : [])));
  return { before: paged("before"), after: paged("after") };
}

function isPage(resource: Resource): boolean {
  return tag(resource, "alert_role") === "page";
}

function alertOf(resource: Resource): string {
  const owner = [tag(resource, "alert"), tag(resource, "service"), tag(resource, "env")];
  return `${resource.stack} ${owner.join(" ")}`;
}

/** Only a monitor that pages changes what is heard; the others are what it rests on. */
export function comesOrGoes(
  resource: Resource,
  comes: boolean,
  paged: PagedAlerts,
  { imports, forgotten }: Instructions,
): Difference {
  const place = `${resource.type}.${resource.name}`;
  const attribute = "*";
  const id = imports.get(place);
  if (comes && id !== undefined) {
    return {
      risk: "changed",
      attribute,
      text: `is taken over from Datadog, where its id is ${id}`,
    };
  }
  if (!comes && forgotten.has(place)) {
    return { risk: "changed", attribute, text: "is no longer Terraform's, and stays in Datadog" };
  }
  const other = comes ? paged.before : paged.after;
  if (isPage(resource) && other.has(alertOf(resource))) {
    return comes
      ? { risk: "quieter", attribute, text: "pages only while its guards hold, too" }
      : { risk: "louder", attribute, text: "no longer waits for its guards" };
  }
  const pages = isMonitor(resource) && !isPart(resource);
  const mutes = resource.type.startsWith("datadog_downtime");
  const risk = !pages && !mutes ? "changed" : pages === comes ? "louder" : "quieter";
  return { risk, attribute, text: comes ? "is new" : "is removed" };
}

/**
 * Whom a part tells is nobody, whatever its tags and its priority say. A part that now pages itself, or
 * no longer does, tells those whom the alert told in any case.
 */
export function heard(difference: Difference, before: Resource, after: Resource): Difference {
  if (isPart(before) && isPart(after)) {
    return difference.risk === "re-routed" ? { ...difference, risk: "cosmetic" } : difference;
  }
  const isOfPage = /^(?:message|tags|priority|renotify)/.test(difference.attribute);
  const isSwapped = isPart(before) !== isPart(after) && isPage(before) !== isPage(after);
  return isSwapped && isOfPage && difference.risk !== "cosmetic"
    ? { ...difference, risk: "changed" }
    : difference;
}
