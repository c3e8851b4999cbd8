import { alertsOf, type MonitorDefinition } from "../../lab";

/** The two sides of a review, as the signals of one run. */
export const BEFORE = "before";
export const AFTER = "after";

const REFERENCE = /datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id/g;

/**
 * The monitors of the alerts that are evaluated otherwise, of both sides, to be played as one: the side
 * stands in the place of an alert's signal, and the alert's identity in that of its key.
 */
export function bothSides(
  before: readonly MonitorDefinition[],
  after: readonly MonitorDefinition[],
): MonitorDefinition[] {
  const [was, is] = [alertsByName(before), alertsByName(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => evaluation(was.get(name)) !== evaluation(is.get(name)),
  );
  const monitorsOf = (side: string, alerts: ReadonlyMap<string, readonly MonitorDefinition[]>) => {
    const used = changed.flatMap((name) =>
      (alerts.get(name) ?? []).map((monitor, index) =>
        onSide(monitor, side, index === 0 ? name : undefined),
      ),
    );
    // Alerts share parts; the one that pages for an alert is the one that bears its name.
    return [...used]
      .sort((left, right) => Number(isPaging(right)) - Number(isPaging(left)))
      .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index);
  };
  return [...monitorsOf(BEFORE, was), ...monitorsOf(AFTER, is)];
}

/** By an alert's identity: the monitor that pages, and those that it combines. */
function alertsByName(
  monitors: readonly MonitorDefinition[],
): Map<string, readonly MonitorDefinition[]> {
  const byId = new Map(monitors.map((one) => [one.id, one]));
  return new Map(
    alertsOf(monitors).map(({ monitor, signal, key }) => {
      const members = [...monitor.query.matchAll(REFERENCE)].flatMap(
        ([, plain, quoted]) => byId.get(plain ?? quoted ?? "") ?? [],
      );
      return [key === "" ? signal : `${signal}/${key}`, [monitor, ...members]] as const;
    }),
  );
}

/** What decides when an alert fires; names, addresses and words do not. */
function evaluation(monitors: readonly MonitorDefinition[] = []): string {
  return JSON.stringify(
    monitors.map(({ query, ...monitor }) => ({
      ...monitor,
      query: query.replace(REFERENCE, "member"),
      ...{ id: "", name: "", message: "", escalationMessage: "", tags: [], priority: 0 },
      ...{ renotifyInterval: 0, renotifyOccurrences: 0, renotifyStatuses: [] },
    })),
  );
}

function isPaging({ tags }: MonitorDefinition): boolean {
  return !tags.includes("alert_role:part");
}

function onSide(
  monitor: MonitorDefinition,
  side: string,
  alert: string | undefined,
): MonitorDefinition {
  const tags = monitor.tags.filter((tag) => !/^alert(?:_role)?:/.test(tag));
  const own =
    alert === undefined
      ? [`alert:${side}/${monitor.id}`, "alert_role:part"]
      : [`alert:${side}/${alert}`, "alert_role:page"];
  return {
    ...monitor,
    id: `${side}_${monitor.id}`,
    query: monitor.query.replace(
      REFERENCE,
      (_all, plain?: string, quoted?: string) =>
        `datadog_monitor.${side}_${plain ?? quoted ?? ""}.id`,
    ),
    tags: [...tags, ...own],
  };
}
