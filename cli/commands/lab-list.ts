import { LONG_SCENARIOS, SCENARIOS, type Scenario, type Watched } from "../../lab";
import { alertsOf } from "../../lab/run/alerts";
import { unwatchedOf } from "../../lab/run/play";
import { nameInEnv } from "../../telemetry";
import { bold, hasColours, reportWidth } from "../terminal";
import { table } from "../table";
import { watchedOf } from "../lab/watched-services";

export interface LabListOptions {
  readonly app: string;
  readonly stacks: readonly string[];
  readonly json: boolean;
}

/** What a scenario means for one service. */
interface Meaning {
  readonly service: string;
  /** Why it does not apply; absent where it does. */
  readonly needs?: string;
  /** Alerts that have to fire. */
  readonly fires: readonly string[];
  /** Alerts that may. */
  readonly mayFire: readonly string[];
  /** Those that would have to fire, and are not there. */
  readonly unwatched?: readonly string[];
}

/** Prints each scenario: what happens, and what is expected of the alerts of each service. */
export async function labList({ app, stacks, json }: LabListOptions): Promise<void> {
  const { watched, notes } = await watchedOf(app, stacks);
  const list = [...SCENARIOS, ...LONG_SCENARIOS].map((scenario) => ({
    id: scenario.id,
    title: scenario.title,
    playedUnnamed: SCENARIOS.includes(scenario),
    services: watched.map((one) => meaningFor(scenario, one)),
  }));
  if (json) {
    console.log(JSON.stringify({ scenarios: list, notes }));
    return;
  }
  for (const note of notes) console.error(note);
  const lines = list.flatMap(({ id, title, playedUnnamed, services }) => [
    `${bold(id, hasColours())}${playedUnnamed ? "" : " (only where it is named)"}`,
    ...table([["  ", title]], reportWidth()),
    ...table(
      services.map((one) => ["    ", one.service, meaningText(one)]),
      reportWidth(),
    ),
  ]);
  console.log(lines.join("\n"));
}

function meaningFor(scenario: Scenario, { service, monitors }: Watched): Meaning {
  const name = nameInEnv(service);
  if (!(scenario.appliesTo?.(service) ?? true)) {
    return { service: name, needs: scenario.needs ?? "another service", fires: [], mayFire: [] };
  }
  const expected = scenario.expects(service);
  const signals = (optional: boolean): string[] => {
    const own = expected.filter((one) => (one.optional !== undefined) === optional);
    return [...new Set(own.map(({ signal }) => signal))];
  };
  const unwatched = unwatchedOf(expected, alertsOf(monitors));
  return {
    ...{ service: name, fires: signals(false), mayFire: signals(true) },
    ...(unwatched.length > 0 ? { unwatched } : {}),
  };
}

function meaningText({ needs, fires, mayFire, unwatched = [] }: Meaning): string {
  if (needs !== undefined) return `not played: it needs ${needs}`;
  return [
    fires.length === 0 ? "nothing fires" : `fires ${fires.join(", ")}`,
    ...(mayFire.length === 0 ? [] : [`may fire ${mayFire.join(", ")}`]),
    ...(unwatched.length === 0 ? [] : [`here without an alert: ${unwatched.join(", ")}`]),
  ].join("; ");
}
