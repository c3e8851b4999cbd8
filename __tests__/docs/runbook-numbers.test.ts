import { readFileSync } from "node:fs";
import path from "node:path";
import { planServiceAlerts, type AlertPlan } from "../../constructs";
import { BURN_RATES, OBJECTIVE_DAYS } from "../../constructs/objectives/burn-rates";
import { describeValue } from "../../constructs/signals/thresholds";
import { supportAgent } from "../../examples/services";

const FOLDER = path.join(__dirname, "../../docs/runbooks");
const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven"] as const;

const alerts = planServiceAlerts({
  service: supportAgent,
  notify: { alert: ["@a"] },
  signals: { telemetry_silent: true, cost_budget: { monthly: 5000 } },
});

const page = (id: string): string =>
  readFileSync(path.join(FOLDER, `${id}.md`), "utf8")
    .replaceAll(/```[\s\S]*?```/g, "")
    .replaceAll(/\s+/g, " ");

const plansOf = (id: string): AlertPlan[] => alerts.filter(({ signal }) => signal.id === id);

/** What a page says of an alert with thresholds, in the words of the pages. */
function thresholdPhrases({ thresholds, unit, window }: AlertPlan): string[] {
  const { critical, warning, criticalRecovery } = thresholds!;
  const shown = (value: number): string =>
    unit === "usd" && !Number.isInteger(value)
      ? `$${value.toFixed(2)}`
      : describeValue(value, unit);
  return [
    `ages above ${shown(critical)}`,
    ...(warning === undefined ? [] : [`warns above ${shown(warning)}`]),
    `recovers at ${shown(criticalRecovery)}`,
    `over ${inWords(window)}`,
  ];
}

function inWords(window: AlertPlan["window"]): string {
  const [, amount = "", unit] = /^(\d+)([mh])$/.exec(window) ?? [];
  const noun = unit === "h" ? "hour" : "minute";
  return `${amount} ${noun}${amount === "1" ? "" : "s"}`;
}

const guardOf = ({ parts }: AlertPlan): number =>
  parts.find(({ role }) => role !== "measure")!.thresholds.critical;

describe("the numbers of a runbook are those of the alert itself:", () => {
  it.each([
    "provider_error_rate",
    "latency_p95",
    "first_token_p95",
    "invalid_json",
    "cost_spike",
    "eval_regression",
    "tool_failure_rate",
  ])("thresholds, recovery and window of %s", (id) => {
    const plans = plansOf(id);
    expect(plans.length).toBeGreaterThan(0);
    for (const phrase of plans.flatMap(thresholdPhrases)) expect(page(id)).toContain(phrase);
  });

  it.each([
    [
      "provider_error_rate",
      (fewest: number) => `Guard: ${fewest} failures beyond half of the rate`,
    ],
    ["invalid_json", (fewest: number) => `Guard: ${fewest} failures beyond half of the rate`],
    ["tool_failure_rate", (fewest: number) => `Guard: ${fewest} failures beyond half of the rate`],
    ["latency_p95", (fewest: number) => `Guard: ${fewest} calls`],
    ["first_token_p95", (fewest: number) => `Guard: ${fewest} streamed answers`],
    ["eval_regression", (fewest: number) => `Guards: ${fewest} scores on either side`],
    ["retrieval_degradation", (fewest: number) => `Guard: ${fewest} retrievals`],
  ])("the guard of %s", (id, phrase) => {
    for (const plan of plansOf(id)) expect(page(id)).toContain(phrase(guardOf(plan)));
  });

  it.each(alerts.map(({ signal, priority }) => [signal.id, priority] as const))(
    "the priority of %s",
    (id, priority) => expect(page(id)).toContain(`Priority ${priority}`),
  );

  it("the warning and the recovery of a retrieval's floor, in percent of it", () => {
    const [plan] = plansOf("retrieval_degradation");
    const { critical, warning, criticalRecovery } = plan!.thresholds!;
    const percent = (value: number): number => Number(((100 * value) / critical).toFixed(6));
    const text = page("retrieval_degradation");
    expect(text).toContain(`warns below ${percent(warning!)} % of it`);
    expect(text).toContain(`recovers at ${percent(criticalRecovery)} %`);
    expect(text).toContain(`over ${inWords(plan!.window)}`);
  });

  it("the warning of a budget, in percent of it", () => {
    const [plan] = plansOf("cost_budget");
    const { critical, warning } = plan!.thresholds!;
    const text = page("cost_budget");
    expect(text).toContain(`It warns at ${(100 * warning!) / critical} %`);
    expect(text).toContain(`warns above ${(100 * warning!) / critical} % of it`);
  });

  it("those of silence: what has no cost, its guard, and the window of both", () => {
    const [requests, cost] = plansOf("telemetry_silent");
    const text = page("telemetry_silent");
    expect(text).toContain(`Two alerts over ${inWords(requests!.window)}`);
    expect(text).toContain(`more than ${cost!.thresholds!.critical} % of the calls have no price`);
    expect(text).toContain(`Guard of the second: ${guardOf(cost!)} failures`);
  });

  it("the guards, windows and members of a roll-back", () => {
    const [plan] = plansOf("rollback_prompt");
    const [json] = plansOf("invalid_json");
    const [regression] = plansOf("eval_regression");
    const text = page("rollback_prompt");
    expect(text).toContain(
      `(${guardOf(regression!)} scores on either side in ${inWords(regression!.window)}; ${guardOf(json!)} failures in ${inWords(json!.window)})`,
    );
    expect(text).toContain(`All ${WORDS[plan!.parts.length]} members must hold`);
    expect(text).toContain(`may stay for ${inWords(regression!.window)}`);
  });

  it("the rates, windows and shares of a burn", () => {
    const text = page("slo_burn_rate");
    for (const { rate, longWindow, spent } of BURN_RATES) {
      const length = { "1h": "an hour", "6h": "six hours", "24h": "a day" }[longWindow];
      expect(text).toMatch(new RegExp(`${length} at ${rate} costs? (?:${spent} %)`));
      const hours = Number.parseInt(longWindow, 10);
      expect((100 * rate * hours) / (OBJECTIVE_DAYS * 24)).toBeCloseTo(spent, 1);
    }
    expect(text).toContain(`the last ${OBJECTIVE_DAYS} days`);
  });

  it.each(alerts.map(({ signal }) => signal.id).filter((id, at, all) => all.indexOf(id) === at))(
    "every other one in what %s means and how it is measured",
    (id) => {
      const text = page(id).replace(/## Look at.*/, "");
      const said = OTHERWISE[id] ?? [];
      for (const phrase of said) expect(text).toContain(phrase);
      const prose = said.reduce((rest, phrase) => rest.replaceAll(phrase, ""), text);
      const known = JSON.stringify(plansOf(id), (key, value) =>
        key === "nextSteps" ? undefined : (value as unknown),
      );
      const strange = [...prose.replaceAll(/`[^`]*`|p95|95th/g, "").matchAll(/\d+(?:\.\d+)?/g)]
        .map(([number]) => String(Number(number)))
        .filter((number) => !new RegExp(`(?<![\\d.])${number}(?![\\d.])`).test(known))
        .filter((number) => !known.includes(`${Number(number) * 1000}`));
      expect(strange).toEqual([]);
    },
  );
});

/** Numbers that are no setting: Datadog's own, the scale of a score, and those tested above. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  cost_budget: ["evaluated every 10 or 30 minutes", "80 %"],
  eval_regression: ["in points of 100", "from 0 to 1"],
  invalid_json: ["HTTP 200", "for its first 60 seconds", "a missing count is 0"],
  provider_error_rate: ["a window total of 0 requests"],
  cost_spike: ["an empty yesterday counts as 0"],
  retrieval_degradation: ["counts with 0, unless the floor is 0", "110 %", "115 %"],
};
