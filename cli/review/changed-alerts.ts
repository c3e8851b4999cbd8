import { alertsOf, type MonitorDefinition } from "../../lab";
import { MONITOR_REFERENCE, referencedMonitors } from "../../review/monitor-references";

/** The alerts that are evaluated otherwise than before. */
export interface ChangedAlerts {
  /** Signal and key of each, as they are now or, where an alert is gone, as they were. */
  readonly names: ReadonlySet<string>;
  /**
   * The earlier monitors of these alerts, to be played beside the present ones: `before` stands in the
   * place of the signal, and the alert's name in that of its key.
   */
  readonly before: readonly MonitorDefinition[];
}

/** The signal under which the earlier side of an alert is played. */
export const BEFORE = "before";

/** Compares the monitors of one service by what decides when an alert fires. */
export function changedAlerts(
  before: readonly MonitorDefinition[],
  after: readonly MonitorDefinition[],
): ChangedAlerts {
  const [was, is] = [alertsByName(namedAsIn(after, before)), alertsByName(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => evaluation(was.get(name)) !== evaluation(is.get(name)),
  );
  const used = changed.flatMap((name) =>
    (was.get(name) ?? []).map(({ monitor, pages }) => earlier(monitor, pages ? name : undefined)),
  );
  // Alerts share parts; the one that pages for an alert is the one that bears its name.
  const unique = [...used]
    .sort((left, right) => Number(isPaging(right)) - Number(isPaging(left)))
    .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index);
  return { names: new Set(changed), before: unique };
}

/** Signal and key as one name. */
export function alertName(signal: string, key: string): string {
  return key === "" ? signal : `${signal}/${key}`;
}

/** Without a tag that says what it is, an alert is known by its address, and only called by its name. */
function namedAsIn(
  others: readonly MonitorDefinition[],
  monitors: readonly MonitorDefinition[],
): MonitorDefinition[] {
  const names = new Map(others.map(({ id, name }) => [id, name]));
  return monitors.map((one) => ({ ...one, name: names.get(one.id) ?? one.name }));
}

/** A monitor that an alert rests on, and whether it is the one that pages. */
interface Used {
  readonly monitor: MonitorDefinition;
  readonly pages: boolean;
}

/** By an alert's name: the monitor that pages, and those that it combines. Names may repeat. */
function alertsByName(monitors: readonly MonitorDefinition[]): Map<string, readonly Used[]> {
  const byId = new Map(monitors.map((one) => [one.id, one]));
  const found = new Map<string, readonly Used[]>();
  for (const { monitor, signal, key } of alertsOf(monitors)) {
    const members = referencedMonitors(monitor.query).flatMap((id) => {
      const member = byId.get(id);
      return member ? [{ monitor: member, pages: false }] : [];
    });
    const name = alertName(signal, key);
    found.set(name, [...(found.get(name) ?? []), { monitor, pages: true }, ...members]);
  }
  return found;
}

/** What decides when an alert fires; names, addresses and words do not. */
function evaluation(used: readonly Used[] = []): string {
  return JSON.stringify(
    used.map(({ monitor: { query, ...monitor } }) => ({
      ...monitor,
      query: query.replace(MONITOR_REFERENCE, "member"),
      ...{ id: "", name: "", message: "", escalationMessage: "", tags: [], priority: 0 },
      ...{ renotifyInterval: 0, renotifyOccurrences: 0, renotifyStatuses: [] },
    })),
  );
}

function isPaging({ tags }: MonitorDefinition): boolean {
  return !tags.includes("alert_role:part");
}

function earlier(monitor: MonitorDefinition, alert: string | undefined): MonitorDefinition {
  const tags = monitor.tags.filter((tag) => !/^alert(?:_role)?:/.test(tag));
  const own =
    alert === undefined
      ? [`alert:${BEFORE}/${monitor.id}`, "alert_role:part"]
      : [`alert:${BEFORE}/${alert}`, "alert_role:page"];
  return {
    ...monitor,
    id: `${BEFORE}_${monitor.id}`,
    query: monitor.query.replace(
      MONITOR_REFERENCE,
      (_all, plain?: string, quoted?: string) =>
        `datadog_monitor.${BEFORE}_${plain ?? quoted ?? ""}.id`,
    ),
    tags: [...tags, ...own],
  };
}
