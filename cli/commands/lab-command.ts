import { parse, wholeNumberOf } from "../arguments";
import { UsageError } from "../usage-error";

/** Plays scenarios, or evaluates a recording. */
export async function labCommand(args: readonly string[]): Promise<void> {
  const values = parse("lab", args, {
    app: { type: "string", default: "main.ts" },
    scenario: { type: "string", multiple: true, default: [] },
    stack: { type: "string", multiple: true, default: [] },
    seed: { type: "string" },
    list: { type: "boolean", default: false },
    messages: { type: "boolean", default: false },
    junit: { type: "string" },
    report: { type: "string" },
    json: { type: "boolean", default: false },
    recording: { type: "string" },
    until: { type: "string" },
    thresholds: { type: "boolean", default: false },
    monitors: { type: "string" },
  });
  const { app, scenario: scenarios, stack: stacks, recording, monitors, until, ...output } = values;
  const { junit, report, json, messages } = output;
  if (recording !== undefined) {
    for (const name of ["scenario", "report", "seed", "list"] as const) {
      const given = name === "scenario" ? scenarios.length > 0 : Boolean(values[name]);
      if (given) throw new UsageError(`--${name} does not go with --recording.`);
    }
    const { labRecording } = await import("./lab-recording.js");
    const { thresholds } = values;
    const shown = { junit, json, messages, thresholds };
    return labRecording({ app, recording, monitors, stacks, until, ...shown });
  }
  if (monitors !== undefined) throw new UsageError("--monitors needs --recording <file>.");
  if (values.thresholds) throw new UsageError("--thresholds needs --recording <file>.");
  if (until !== undefined) throw new UsageError("--until needs --recording <file>.");
  const seed = wholeNumberOf("--seed", values.seed ?? "1");
  if (values.list) {
    const { labList } = await import("./lab-list.js");
    return labList({ app, stacks, json });
  }
  const { lab } = await import("./lab.js");
  await lab({ app, scenarios, stacks, seed, junit, report, json, messages });
}
