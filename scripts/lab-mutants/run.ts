/** Breaks every alert of support-agent, and says which of the broken ones the lab's scenarios find. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { app } from "../../examples/main";
import { supportAgent } from "../../examples/services";
import { judge } from "./judge";
import { mutantsOf } from "./mutants";
import { mutantsPage, summaryOf } from "./page";
import type { RawMonitors } from "./raw-monitors";

const PAGE = path.join(__dirname, "..", "..", "docs", "mutants.md");
const REQUIRED_SHARE = 0.98;

/** The monitors of the stack as Terraform gets them. */
export function rawMonitors(): RawMonitors {
  const file = path.join(app.outdir, "stacks", supportAgent.service, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8")) as {
    readonly resource: { readonly datadog_monitor: RawMonitors };
  };
  return stack.resource.datadog_monitor;
}

async function main(): Promise<void> {
  const { mutants, inapplicable } = mutantsOf(rawMonitors());
  const judged = judge(supportAgent, mutants);
  const page = mutantsPage(judged, inapplicable);
  writeFileSync(PAGE, await format(page, { parser: "markdown", printWidth: 100 }));
  const summary = summaryOf(judged);
  for (const { mutant, caught } of judged) {
    if (!caught) console.log(`survived: ${mutant.alert.name}, ${mutant.way}: ${mutant.change}`);
  }
  console.log(JSON.stringify(summary));
  process.exitCode = summary.share < REQUIRED_SHARE ? 1 : 0;
}

if (require.main === module) void main();
