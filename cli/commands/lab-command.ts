import { parse, withOptionalValue } from "../arguments";
import { labProblems } from "../lab/check-options";

const OPTIONS = {
  app: { type: "string", default: "main.ts" },
  scenario: { type: "string", multiple: true, default: [] as string[] },
  stack: { type: "string", multiple: true, default: [] as string[] },
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
} as const;

/** Plays scenarios, or evaluates a recording. */
export async function labCommand(args: readonly string[]): Promise<void> {
  const values = parse("lab", withOptionalValue(args, "--changed"), OPTIONS, labProblems);
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
