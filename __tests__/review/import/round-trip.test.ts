import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importedModule } from "../../../cli/import/module-text";
import { unescapeTerraform } from "../../../lab/inputs/stack";
import { exportedMonitor } from "../../../review/import/exported-monitor";
import { importMonitors, resourceNames } from "../../../review/import/import-monitors";
import { synthesizeSnippet } from "../../support/run-snippet";
import { TERRAFORM } from "../../support/run-terraform";
import { HOSTILE_FORMS } from "./hostile-forms";
import { PUBLIC_FORMS } from "./public-forms";
import { unlike } from "./unlike";

type Json = Record<string, any>;

/** The public forms are of one monitor, which has one id. */
const FORMS = Object.entries({
  ...Object.fromEntries(
    Object.entries(PUBLIC_FORMS).map(([form, monitor], index) => [
      form,
      { ...monitor, ...("id" in monitor ? { id: 200 + index } : {}) },
    ]),
  ),
  ...HOSTILE_FORMS,
});
const MONITORS = FORMS.map(([, monitor]) => exportedMonitor(monitor));
const NAMES = resourceNames(MONITORS);
const WITH_ID = MONITORS.filter(({ id }) => id !== undefined).length;

const APP = `
import { App } from "cdktf";
import { DatadogStack } from "datadog-llm/constructs";
import { otherMonitors } from "./imported";

export const app = new App();
otherMonitors(new DatadogStack(app, "imported"));
`;

/** What is not as the export says, by its form; members of a composite are references by now. */
function differences(written: (name: string) => unknown): Json {
  const found = FORMS.map(([form, monitor], index): [string, string[]] => {
    const text = JSON.stringify(unescapeTerraform(written(NAMES[index]!)) ?? {});
    const own = JSON.parse(text.replace(/\$\{datadog_monitor\.(\w+)\.id\}/g, idOf)) as Json;
    return [form, unlike(monitor, own, MONITORS[index]!.notExpressed)];
  });
  return Object.fromEntries(found.filter(([, lines]) => lines.length > 0));
}

/** CDKTF puts a hash behind the name. */
function idOf(_reference: string, name: string): string {
  const index = NAMES.indexOf(NAMES.includes(name) ? name : name.replace(/_[0-9A-F]{8}$/, ""));
  return MONITORS[index]?.id ?? "?";
}

describe("an import holds what the export says", () => {
  test("as Terraform JSON", () => {
    const { json } = importMonitors(MONITORS);
    expect(differences((name) => json.resource.datadog_monitor[name])).toEqual({});
    expect(json.import).toHaveLength(WITH_ID);
  });

  test("as a module, synthesized", () => {
    const files = { "./imported": importedModule([], MONITORS), "./stack": APP };
    const stack = synthesizeSnippet("", files, "imported") as Json;
    const { datadog_monitor: monitors } = stack["resource"] as Json;
    expect(Object.keys(monitors as Json)).toHaveLength(FORMS.length);
    expect(differences((name) => (monitors as Json)[name])).toEqual({});
    expect(stack["import"]).toHaveLength(WITH_ID);
    expect(stack["import"]).toContainEqual({ to: "datadog_monitor.far", id: "9007199254740993" });
  });

  (TERRAFORM === undefined ? test.skip : test)("as Terraform reads it", () => {
    const { json } = importMonitors(MONITORS);
    const changes = planOf(json);
    expect(changes.filter(({ change }) => change["importing"])).toHaveLength(WITH_ID);
    const read = new Map(changes.map(({ name, change }) => [name, change["after"]?.input as Json]));
    const lost = FORMS.flatMap(([form, monitor], index) => {
      const own = read.get(NAMES[index]!)!;
      return unlike(monitor, own, MONITORS[index]!.notExpressed).map((line) => `${form}: ${line}`);
    });
    expect(lost).toEqual([]);
  });
});

/** A plan of the real Terraform, with a resource of its own in place of Datadog's. */
function planOf(json: unknown): { name: string; change: Json }[] {
  const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-import-"));
  try {
    const { import: blocks, resource } = JSON.parse(
      JSON.stringify(json).replace(/\bdatadog_monitor\./g, "terraform_data."),
    ) as Json;
    const own = Object.entries(resource.datadog_monitor as Json).map(([name, input]) => [
      name,
      { input },
    ]);
    const main = { import: blocks, resource: { terraform_data: Object.fromEntries(own) } };
    writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(main));
    const run = (...args: string[]): string => {
      const env = { PATH: process.env["PATH"], HOME: folder, CHECKPOINT_DISABLE: "1" };
      const done = spawnSync(TERRAFORM!, args, { cwd: folder, encoding: "utf8", env });
      if (done.status !== 0) throw new Error(done.stdout + done.stderr);
      return done.stdout;
    };
    run("init", "-input=false");
    run("plan", "-input=false", "-out=plan");
    return (JSON.parse(run("show", "-json", "plan")) as Json)["resource_changes"];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
