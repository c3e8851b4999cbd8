import { alertsOf, monitorsOfStack, playTraffic, scenario, type Watched } from "../../lab";
import { MonitorEvaluator } from "../../lab/monitors";
import { runOf } from "../../lab/run/play";
import { StoreSource } from "../../release/sources/store-source";
import { supportAgent } from "../../examples/services";
import { synthService } from "../support/synth";
import { judged } from "./support/judged";

const BUCKET = 300;
let watched: Watched;
beforeAll(() => {
  const stack: unknown = JSON.parse(synthService(supportAgent, { notify: { alert: ["@a"] } }).text);
  watched = { service: supportAgent, monitors: monitorsOfStack(stack) };
});

/** The alerts of the prompt under comparison that fired, as the measures that `compare` has for them. */
function alarmed(evaluator: MonitorEvaluator, onset: number): string[] {
  const { monitors, service } = watched;
  const alerts = alertsOf(monitors);
  const observed = { alerts, evaluator, onset, expectations: [], ends: undefined };
  const fired = runOf("incident", service.service, observed).alerts.filter(
    ({ firedAtMinute, group }) =>
      firedAtMinute !== null && group["prompt_name"] === "support_triage",
  );
  const measures = fired.flatMap(({ signal, key }) => {
    if (signal === "invalid_json") return ["invalid_json"];
    return signal === "eval_regression" ? [key.split("-")[0] ?? ""] : [];
  });
  return [...new Set(measures)].sort();
}

async function compared(id: string) {
  const { store, watcher, onset } = playTraffic(
    supportAgent,
    scenario(id),
    {},
    (metrics, start) => new MonitorEvaluator({ store: metrics, monitors: watched.monitors, start }),
  );
  const source = new StoreSource(id, store);
  const { from, to } = source.recorded;
  const span = {
    from: Math.floor(from / BUCKET) * BUCKET,
    to: Math.ceil(to / BUCKET) * BUCKET,
    bucket: BUCKET,
  };
  const { decision, measures } = await judged(source, {}, { span, mode: "anytime" });
  const worse = measures.filter(({ outcome }) => outcome === "worse");
  return {
    decision,
    worse: worse.map(({ measure }) => measure.id).sort(),
    alarmed: alarmed(watcher, onset),
  };
}

describe("compare and the monitors, on the same played incident,", () => {
  it.each([
    ["prompt-regression", ["invalid_json"]],
    ["safety-drop", ["safety"]],
    ["unsafe-release", ["invalid_json", "safety"]],
  ])("agree on what %s harmed", async (id, harmed) => {
    expect(await compared(id)).toEqual({ decision: "roll_back", worse: harmed, alarmed: harmed });
  });

  it("agree on wrong answers; that tasks then fail, and cost more, only compare says: no alert reads tasks", async () => {
    expect(await compared("correctness-drop")).toEqual({
      decision: "roll_back",
      worse: ["correctness", "cost_per_success", "task_failures"],
      alarmed: ["correctness"],
    });
  });

  it.each([
    ["bad-release", ["correctness", "invalid_json", "safety"]],
    ["handful-of-failures", ["correctness", "safety"]],
  ])("agree on %s; what follows from wrong answers only compare says", async (id, harmed) => {
    const { decision, worse, alarmed } = await compared(id);
    expect({ decision, alarmed }).toEqual({ decision: "roll_back", alarmed: harmed });
    expect(worse).toEqual([...harmed, "cost_per_success", "task_failures"].sort());
  });

  it("differ on the first answers after a night: an alert may fire on so few, compare waits for more", async () => {
    const outcome = { decision: "hold", worse: [], alarmed: ["invalid_json"] };
    expect(await compared("fresh-start")).toEqual(outcome);
  });

  it("agree that two or three stray scores prove nothing", async () => {
    const outcome = { decision: "hold", worse: [], alarmed: [] };
    expect(await compared("stray-baseline-scores")).toEqual(outcome);
  });

  it("agree that a new version beside a new model is well", async () => {
    const outcome = { decision: "promote", worse: [], alarmed: [] };
    expect(await compared("new-version-and-model")).toEqual(outcome);
  });
});
