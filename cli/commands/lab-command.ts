import { parse, withOptionalValue } from "../arguments";
import { checkLabOptions } from "../lab/check-options";

/** Plays scenarios, or evaluates a recording. */
export async function labCommand(args: readonly string[]): Promise<void> {
  const values = parse("lab", withOptionalValue(args, "--changed"), {
    app: { type: "string", default: "main.ts" },
    scenario: { type: "string", multiple: true, default: [] },
    stack: { type: "string", multiple: true, default: [] },
    seed: { type: "string" },
    "traffic-from": { type: "string" },
    list: { type: "boolean", default: false },
    changed: { type: "string" },
    against: { type: "string" },
    messages: { type: "boolean", default: false },
    junit: { type: "string" },
    report: { type: "string" },
    json: { type: "boolean", default: false },
    recording: { type: "string" },
    until: { type: "string" },
    thresholds: { type: "boolean", default: false },
    monitors: { type: "string" },
  });
  checkLabOptions(values);
  const { scenario: scenarios, stack: stacks, recording, ...options } = values;
  const { "traffic-from": trafficFrom } = values;
  const { app, json } = options;
  if (recording !== undefined) {
    const { labRecording } = await import("./lab-recording.js");
    return labRecording({ ...options, recording, stacks });
  }
  if (values.list) {
    const { labList } = await import("./lab-list.js");
    return labList({ app, stacks, json });
  }
  const { lab } = await import("./lab.js");
  await lab({ ...options, scenarios, stacks, trafficFrom, seed: Number(options.seed ?? "1") });
}
