import type { Scenario, Watched } from "../../lab";
import { nameInEnv } from "../../telemetry";

/** A scenario that a service cannot have. */
export interface NotPlayed {
  readonly scenario: string;
  readonly service: string;
  readonly env: string;
  /** What the service lacks. */
  readonly needs: string;
}

/** The scenarios that do not fit the services, and why. */
export function notPlayedOf(
  watched: readonly Watched[],
  scenarios: readonly Scenario[],
): NotPlayed[] {
  return watched.flatMap(({ service }) =>
    scenarios
      .filter(({ appliesTo }) => appliesTo?.(service) === false)
      .map(({ id, needs = "another service" }) => {
        return { scenario: id, service: service.service, env: service.env, needs };
      }),
  );
}

/** A row for each thing that services lack. */
export function notPlayedRows(notPlayed: readonly NotPlayed[]): string[][] {
  const byNeed = new Map<string, { scenarios: Set<string>; services: Set<string> }>();
  for (const { scenario, needs, ...service } of notPlayed) {
    const known = byNeed.get(needs) ?? { scenarios: new Set(), services: new Set() };
    byNeed.set(needs, known);
    known.scenarios.add(scenario);
    known.services.add(nameInEnv(service));
  }
  return [...byNeed].map(([needs, { scenarios, services }]) => [
    " ",
    `${[...scenarios].join(", ")} (needs ${needs}): ${[...services].join(", ")}`,
  ]);
}
