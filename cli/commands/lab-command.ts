import { parse, wholeNumberOf } from "../arguments";
import { UsageError } from "../usage-error";

/** Plays scenarios, or evaluates a recording. */
export async function labCommand(args: readonly string[]): Promise<void> {
  const values = parse("lab", args, {
    app: { type: "string", default: "main.ts" },
    scenario: { type: "string", multiple: true, default: [] },
    stack: { type: "string", multiple: true, default: [] },
    seed: { type: "string", default: "1" },
    messages: { type: "boolean", default: false },
    junit: { type: "string" },
    report: { type: "string" },
    json: { type: "boolean", default: false },
    recording: { type: "string" },
    monitors: { type: "string" },
  });
  const { app, scenario: scenarios, stack: stacks, recording, monitors, ...output } = values;
  const { junit, report, json, messages } = output;
  if (recording !== undefined) {
    if (scenarios.length > 0) throw new UsageError("--scenario does not go with --recording.");
    if (report !== undefined) throw new UsageError("--report does not go with --recording.");
    const { labRecording } = await import("./lab-recording.js");
    return labRecording({ app, recording, monitors, stacks, junit, json, messages });
  }
  if (monitors !== undefined) throw new UsageError("--monitors needs --recording <file>.");
  const seed = wholeNumberOf("--seed", values.seed);
  const { lab } = await import("./lab.js");
  await lab({ app, scenarios, stacks, seed, junit, report, json, messages });
}
