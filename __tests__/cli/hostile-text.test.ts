import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCli } from "../support/run-cli";

/** A name that commands a terminal, a reader's eye, and a CI that reads the log. */
const HOSTILE =
  "\u001b]0;t\u0007\u009b2J\u202e\rFORGED\n::error::FORGED\nFORGED ##[error]\u2028FORGED";

const COMMANDING = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s*::|##\[/mu;

const COUNT = "sum(last_5m):sum:llm.errors{service:chat,env:prod}.as_count()";
const monitor = (threshold: number, more: object = {}): object => ({
  name: `Errors ${HOSTILE}`,
  type: "query alert",
  query: `${COUNT} > ${threshold}`,
  message: `${HOSTILE} @slack-a`,
  tags: [`team:${HOSTILE}`],
  require_full_window: false,
  ...more,
});

const folder = mkdtempSync(path.join(tmpdir(), "hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

function stacks(place: string, monitors: Record<string, object>, title: string): void {
  const stack = path.join(folder, place, "stacks", `chat ${HOSTILE.replaceAll("/", "")}`);
  mkdirSync(stack, { recursive: true });
  const dashboard = JSON.stringify({ title, layout_type: "ordered", widgets: [] });
  const resource = {
    datadog_monitor: monitors,
    datadog_dashboard_json: { [HOSTILE]: { dashboard } },
  };
  writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify({ resource }));
}

stacks("base", { [HOSTILE]: monitor(20), gone: monitor(1) }, HOSTILE);
stacks(
  "head",
  {
    [HOSTILE]: monitor(30, { message: `@slack-${HOSTILE}` }),
    refused: monitor(1, { type: HOSTILE }),
  },
  `${HOSTILE} other`,
);
writeFileSync(
  path.join(folder, "monitors.json"),
  JSON.stringify([
    { id: 1, ...monitor(1), options: { thresholds: { critical: 1 }, [HOSTILE]: 1 } },
  ]),
);
writeFileSync(path.join(folder, "app.js"), `throw new Error(${JSON.stringify(HOSTILE)});`);

const lab = ["lab", "--scenario", "provider-429-storm", "--app"];
const review = ["review", "--base", "base", "--head", "head"];

it.each<[string, readonly string[]]>([
  ["the lab", [...lab, "head", "--messages", "--against", "base"]],
  ["the lab, as JSON", [...lab, "head", "--json"]],
  ["the review", review],
  ["the review for a merge request", [...review, "--markdown"]],
  ["the import", ["import", "--monitors", "monitors.json", "--out", "imported.tf.json"]],
])("%s shows names of others, and neither obeys them nor lets them begin a line", (_what, args) => {
  const printed = printedBy(args);
  expect(/^\s*FORGED/m.test(printed) ? printed : "").toBe("");
});

it("quotes what is there to be pasted", () => {
  const key = "a'; touch b; '";
  const values = { id: "1", name: "m", type: "query alert", query: `${COUNT} > 1`, message: "m" };
  const instances = [{ index_key: key, attributes: values }];
  const resource = { mode: "managed", type: "datadog_monitor", name: "each", instances };
  const state = path.join(folder, "terraform.tfstate");
  writeFileSync(state, JSON.stringify({ version: 4, resources: [resource] }));
  const { stdout } = runCli(["import", "--state", state, "--out", "of-state.json"], {
    cwd: folder,
  });
  const command = stdout.split("\n").find((line) => line.includes("terraform state rm"));
  const { stdout: pasted } = spawnSync("sh", ["-c", command!.replace("terraform", "echo")], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(pasted).toBe(`state rm datadog_monitor.each["${key}"]\n`);
});

it.each<[string, readonly string[]]>([
  ["an app that throws", ["synth", "--app", "app.js"]],
  ["a command that is none", [HOSTILE]],
])("the text of %s commands nothing", (_what, args) => {
  printedBy(args);
});

function printedBy(args: readonly string[]): string {
  const { stdout, stderr } = runCli(args, { cwd: folder });
  const printed = stdout + stderr;
  expect(printed).toContain("FORGED");
  const [obeyed] = COMMANDING.exec(printed) ?? [];
  expect(obeyed === undefined ? "" : printed).toBe("");
  return printed;
}
