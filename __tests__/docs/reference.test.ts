import { planServiceAlerts, SIGNALS, type AlertPlan } from "../../constructs";
import { publicModules } from "../../scripts/reference/pages";
import { supportAgent } from "../../examples/services";

/** Facts are absent where nobody knows them, and an incident leaves alone what it does not name. */
const WITHOUT_DEFAULTS = /(Facts|Ref|Reader|Logger|Incident)$/;

const modules = publicModules();
const types = Object.values(modules).flatMap((module) => module.types);
const calls = Object.values(modules).flatMap((module) => [...module.calls, ...module.methods]);
const properties = types.flatMap((type) =>
  type.properties.map((property) => ({ ...property, owner: type.name })),
);

describe("everything public", () => {
  it("is found: props, settings, the declaration, options and the lab's own", () => {
    const names = types.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["LlmServiceProps", "SignalsSettings", "RateSettings", "Receivers"]),
    );
    expect(names).toEqual(
      expect.arrayContaining(["LlmServiceDeclaration", "LlmTelemetryOptions", "Scenario"]),
    );
    expect(calls.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["new LlmService", "withPrompt", "createLlmTelemetry", "play"]),
    );
  });

  it("has a docstring, because editors show it and the reference is made of it", () => {
    const silent = [...properties, ...calls].filter(({ description }) => description === "");
    expect(silent.map(({ place, name }) => `${place} ${name}`)).toEqual([]);
    expect(types.filter(({ description }) => description === "")).toEqual([]);
  });

  it("names its @default where it may be left out", () => {
    const open = properties.filter(
      ({ optional, owner, default: standard }) =>
        optional && standard === undefined && !WITHOUT_DEFAULTS.test(owner),
    );
    expect(open.map(({ place, owner, name }) => `${place} ${owner}.${name}`)).toEqual([]);
  });
});

describe("the docstrings of SignalsSettings", () => {
  const alerts = planServiceAlerts({
    service: supportAgent,
    notify: { alert: ["@nobody"] },
    signals: { telemetry_silent: true, cost_budget: { daily: 100 } },
  });
  const standards = new Map(
    properties
      .filter(({ owner }) => owner === "SignalsSettings")
      .map((property) => [property.name, property.default ?? ""]),
  );

  it("are those of all signals", () => {
    expect([...standards.keys()].sort()).toEqual(SIGNALS.map(({ id }) => id).sort());
  });

  it.each(SIGNALS.map(({ id }) => id))("%s: says the thresholds and guards it has", (id) => {
    const own = alerts.filter(({ signal }) => signal.id === id);
    const standard = standards.get(id) ?? "";
    expect(own.length).toBeGreaterThan(0);
    expect(guardsIn(standard).sort()).toEqual([...new Set(own.flatMap(guardsOf))].sort());
    for (const alert of own) {
      expect(standard).toContain(`over ${alert.window}`);
      if (isOwnNumber(alert)) expect(standard).toContain(`\`${alert.threshold}\``);
    }
  });

  it("say a tenth for the warning of a retrieval, whose threshold is the declaration's", () => {
    const { thresholds } = alerts.find(({ signal }) => signal.id === "retrieval_degradation")!;
    expect(thresholds?.warning).toBeCloseTo(1.1 * thresholds!.critical, 6);
    expect(standards.get("retrieval_degradation")).toContain("a tenth above");
  });
});

/** Not the declaration's, and not those of other signals. */
function isOwnNumber({ signal }: AlertPlan): boolean {
  return signal.id !== "retrieval_degradation" && signal.id !== "rollback_prompt";
}

/** Guards that a docstring names, outside of its thresholds. */
function guardsIn(standard: string): string[] {
  return standard.replaceAll(/`[^`]*`/g, "").match(/\d+ (?:events|failures)/g) ?? [];
}

/** "20 events", "7 failures"; a roll-back has the guards of the signals that it combines. */
function guardsOf({ signal, parts }: AlertPlan): string[] {
  if (signal.id === "rollback_prompt") return [];
  return parts.flatMap(({ role, thresholds: { critical } }) => {
    if (role === "volume") return [`${critical} events`];
    return role === "failures" ? [`${critical} failures`] : [];
  });
}
