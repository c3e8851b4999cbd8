import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, LocalBackend, S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import { DatadogResource, DatadogStack, LlmServiceStack } from "../../constructs";
import { supportAgent } from "../../examples/services";
import { InvalidInputError } from "../../telemetry";

/** A project's folder, in which the app runs as under the CDKTF CLI. */
let project: string;
const before = process.cwd();
beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-state-")));
  process.chdir(project);
  delete process.env["CDKTF_OUTDIR"];
});
afterEach(() => {
  process.chdir(before);
  rmSync(project, { recursive: true, force: true });
});

function synth(build: (app: App) => void, outdir?: string): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  build(app);
  app.synth();
  return app;
}

function backendOf({ outdir }: App, stack: string): Record<string, any> {
  const file = path.join(outdir, "stacks", stack, "cdk.tf.json");
  return JSON.parse(readFileSync(file, "utf8")).terraform.backend;
}

/** Where Terraform, which runs in the stack's folder, keeps the state. */
function stateFile(app: App, stack: string): string {
  const { local } = backendOf(app, stack);
  expect(path.isAbsolute(local.path)).toBe(false);
  return path.resolve(app.outdir, "stacks", stack, local.path);
}

const addStack = (app: App): void => void new DatadogStack(app, "own");

describe("the state of a stack", () => {
  it.each([undefined, "cdktf.out", "build", "./build/cdk/", "."])(
    "lies in the project and not in the output that CDKTF deletes, for the output %s",
    (outdir) => {
      if (outdir?.includes("cdk/")) synth(() => undefined, "build");
      expect(stateFile(synth(addStack, outdir), "own")).toBe(
        path.join(project, "terraform.own.tfstate"),
      );
    },
  );

  it("lies there for an absolute output, too, and for the one that CDKTF_OUTDIR names", () => {
    const expected = path.join(project, "terraform.own.tfstate");
    expect(stateFile(synth(addStack, path.join(project, "out")), "own")).toBe(expected);
    process.env["CDKTF_OUTDIR"] = "other.out";
    try {
      expect(stateFile(synth(addStack), "own")).toBe(expected);
    } finally {
      delete process.env["CDKTF_OUTDIR"];
    }
  });

  it("has the same address on every machine where the output is outside of the project", () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), "datadog-llm-elsewhere-"));
    const app = synth(addStack, elsewhere);
    expect(backendOf(app, "own")).toEqual({ local: { path: "../../../terraform.own.tfstate" } });
    rmSync(elsewhere, { recursive: true });
  });

  it("is found by a stack that reads another's outputs, whichever CDKTF prepares first", () => {
    const app = synth((app) => {
      const first = new TerraformStack(app, "first");
      const monitors = new DatadogStack(app, "monitors");
      const monitor = new DatadogResource(monitors, "m", "datadog_monitor", {});
      new TerraformOutput(first, "id", { value: monitor.getStringAttribute("id") });
    });
    const text = readFileSync(path.join(app.outdir, "stacks/first/cdk.tf.json"), "utf8");
    const [remote] = Object.values<any>(JSON.parse(text).data.terraform_remote_state);
    const read = path.resolve(app.outdir, "stacks/first", remote.config.path);
    expect(read).toBe(stateFile(app, "monitors"));
  });
});

describe("a backend of one's own", () => {
  const s3 = (stack: TerraformStack): S3Backend =>
    new S3Backend(stack, { bucket: "state", key: `${stack.node.id}.tfstate` });

  it("comes from the prop, which serves many stacks", () => {
    const app = synth((app) => {
      const props = { service: supportAgent, notify: { alert: ["@a"] }, backend: s3 };
      new LlmServiceStack(app, "support", props);
      new DatadogStack(app, "other", { backend: s3 });
    });
    expect(backendOf(app, "support")).toEqual({ s3: { bucket: "state", key: "support.tfstate" } });
    expect(backendOf(app, "other")).toEqual({ s3: { bucket: "state", key: "other.tfstate" } });
  });

  it("is taken in place of ours where it is added to the stack", () => {
    const app = synth((app) => void s3(new DatadogStack(app, "own")));
    expect(backendOf(app, "own")).toEqual({ s3: { bucket: "state", key: "own.tfstate" } });
  });

  it("is refused where none came of it, because the state would lie in a local file", () => {
    const app = new App();
    const other = new TerraformStack(app, "other");
    expect(
      () => new DatadogStack(app, "own", { backend: () => void new LocalBackend(other, {}) }),
    ).toThrow(/"own".*\n {2}backend: a function given; allowed: .*S3Backend/);
  });
});

describe("a stack's id", () => {
  it.each(["..", ".", "a/b", "a/../../b", "../other", "a\\b", "", "a\0b", "a b", "${x}", "a*"])(
    "is refused where it names no folder of its own: %j",
    (id) => {
      const build = (): unknown => new DatadogStack(new App(), id);
      expect(build).toThrow(InvalidInputError);
      expect(build).toThrow("stacks/<id>/");
    },
  );

  it.each(["...", "helpdesk.v2", "helpdesk:eu"])("may be %j", (id) => {
    expect(
      stateFile(
        synth((app) => void new DatadogStack(app, id)),
        id,
      ),
    ).toBe(path.join(project, `terraform.${id}.tfstate`));
  });

  it("is refused where another stack has it, at whatever depth, because both would share a state", () => {
    const app = new App();
    new DatadogStack(app, "own");
    expect(() => new DatadogStack(new DatadogStack(app, "group"), "own")).toThrow(
      '"own" has it already',
    );
  });
});
