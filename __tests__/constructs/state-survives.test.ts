import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiledSources, REPOSITORY } from "../support/compiled-sources";
import { TERRAFORM } from "../support/run-terraform";

if (TERRAFORM === undefined) {
  console.warn("No state is written: there is neither terraform nor tofu on the PATH.");
}
const describeWithTerraform = TERRAFORM === undefined ? describe.skip : describe;

/** Our stacks, with a resource that Terraform itself provides in place of Datadog's. */
const APP = `
  const { App, DataResource, LocalBackend } = require("ROOT/node_modules/cdktf");
  const { DatadogStack } = require("ROOT/constructs");
  const app = new App();
  for (const id of process.env["STACKS"].split(" ")) {
    const stack = new DatadogStack(app, id);
    stack.node.tryRemoveChild("datadog");
    if (process.env["IN_OUTPUT"]) new LocalBackend(stack, { path: \`terraform.\${id}.tfstate\` });
    new DataResource(stack, "monitor", { input: { stack: "of any name" } });
  }
  app.synth();
`;

describeWithTerraform("the state of a deployed stack", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), "datadog-llm-deployed-"));
    writeFileSync(path.join(project, "main.js"), APP.replaceAll("ROOT", compiledSources()));
    const settings = {
      language: "typescript",
      app: `"${process.execPath}" main.js`,
      projectId: "state",
      sendCrashReports: "false",
    };
    writeFileSync(path.join(project, "cdktf.json"), JSON.stringify(settings));
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  /** Runs the CDKTF CLI on an app of these stacks. */
  function cdktf(
    stacks: string,
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): void {
    const { status, stdout, stderr } = spawnSync(
      path.join(REPOSITORY, "node_modules/.bin/cdktf"),
      args,
      {
        cwd: project,
        encoding: "utf8",
        env: {
          PATH: process.env["PATH"],
          HOME: process.env["HOME"],
          STACKS: stacks,
          CHECKPOINT_DISABLE: "1",
          CI: "1",
          TERRAFORM_BINARY_NAME: TERRAFORM,
          ...variables,
        },
      },
    );
    expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({
      status: 0,
      output: "",
    });
  }

  function deploy(stacks: string): void {
    cdktf(stacks, ["deploy", "--auto-approve", ...stacks.split(" ")]);
  }

  /** Terraform's id of the stack's resource: a resource that is made anew has another. */
  function idIn(stack: string, folder = "."): string {
    const text = readFileSync(path.join(project, folder, `terraform.${stack}.tfstate`), "utf8");
    return JSON.parse(text).resources[0].instances[0].attributes.id;
  }

  it("survives a stack that goes, an output that is deleted, and a new name", () => {
    deploy("one two");
    const [one, two] = [idIn("one"), idIn("two")];

    cdktf("one", ["synth"]);
    expect(existsSync(path.join(project, "cdktf.out/stacks/two"))).toBe(false);
    expect(idIn("two")).toBe(two);

    rmSync(path.join(project, "cdktf.out"), { recursive: true });
    renameSync(
      path.join(project, "terraform.two.tfstate"),
      path.join(project, "terraform.renamed.tfstate"),
    );
    deploy("one renamed");
    expect([idIn("one"), idIn("renamed")]).toEqual([one, two]);
  }, 300_000);

  it("comes along from the output, where earlier versions kept it", () => {
    const deployOne = ["deploy", "--auto-approve", "one"];
    cdktf("one", deployOne, { IN_OUTPUT: "1" });
    const one = idIn("one", "cdktf.out/stacks/one");
    cdktf("one", [...deployOne, "--migrate-state"]);
    expect(idIn("one")).toBe(one);
  }, 300_000);
});
