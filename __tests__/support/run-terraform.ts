import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TerraformResources } from "./terraform-order";

/** Terraform or OpenTofu, where one of them is on the PATH. */
export const TERRAFORM = ["terraform", "tofu"].find(
  (name) => spawnSync(name, ["version"]).error === undefined,
);

/** What Terraform did, in the order in which it began. */
export interface Operation {
  readonly action: "create" | "update" | "delete";
  /** Address of the stand-in, which is that of the resource. */
  readonly address: string;
}

/**
 * A folder in which the real Terraform applies our resources, each a `terraform_data` in place of
 * Datadog's: with the same references and lifecycle, and without a provider to download.
 */
export class TerraformFolder {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-terraform-"));

  apply(resources: TerraformResources): Operation[] {
    writeFileSync(path.join(this.folder, "main.tf.json"), JSON.stringify(standIns(resources)));
    this.run(["init", "-input=false"]);
    const lines = this.run(["apply", "-json", "-auto-approve", "-parallelism=1"]);
    return lines.flatMap((line): Operation[] => {
      const { type, hook } = JSON.parse(line) as { type: string; hook?: any };
      if (type !== "apply_start") return [];
      const address = hook.resource.resource_name.replace("--", ".");
      return [{ action: hook.action, address }];
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(args: readonly string[]): string[] {
    const { status, stdout, stderr } = spawnSync(TERRAFORM!, args, {
      cwd: this.folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: this.folder, CHECKPOINT_DISABLE: "1" },
    });
    if (status !== 0) throw new Error(stdout + stderr);
    return stdout.trim().split("\n");
  }
}

function standIns(resources: TerraformResources): object {
  const data = Object.entries(resources).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, { lifecycle, ...attributes }]) => {
      const input = JSON.parse(
        JSON.stringify(attributes).replace(
          /(?<!\$)\$\{(datadog_\w+)\.([\w-]+)\.\w+\}/g,
          "${terraform_data.$1--$2.id}",
        ),
      );
      // An attribute that changes its type would replace the stand-in, not update it.
      const body = { input: JSON.stringify(input), ...(lifecycle && { lifecycle }) };
      return [`${type}--${id}`, body] as const;
    }),
  );
  return { resource: { terraform_data: Object.fromEntries(data) } };
}
