import { readFileSync, writeFileSync } from "node:fs";
import { monitorsOfExport } from "../../lab";
import { importMonitors } from "../../review/import/import-monitors";
import { parse } from "../arguments";
import { UsageError } from "../usage-error";

/** Writes Terraform JSON that takes a team's own monitors over. */
export async function importCommand(args: readonly string[]): Promise<void> {
  const values = parse("import", args, {
    monitors: { type: "string" },
    out: { type: "string", default: "imported.tf.json" },
  });
  if (values.monitors === undefined) throw new UsageError("import needs --monitors <file>.");
  const { json, notExpressed } = importMonitors(exported(values.monitors));
  write(values.out, `${JSON.stringify(json, null, 2)}\n`);
  const count = Object.keys(json.resource.datadog_monitor).length;
  console.log(`${values.out}: ${count} monitors, ${json.import.length} of them by their ids.`);
  if (notExpressed.length > 0) {
    console.log(
      `\nNot expressed, so look at it by hand:\n${notExpressed.map((one) => `  ${one}`).join("\n")}`,
    );
  }
  console.log("\nNext: terraform plan; it should import them and change nothing.");
  return Promise.resolve();
}

function exported(file: string): unknown[] {
  try {
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    monitorsOfExport(json);
    return Array.isArray(json) ? (json as unknown[]) : [json];
  } catch (error) {
    throw new UsageError(`--monitors ${file}: ${(error as Error).message}`);
  }
}

/** A file of the user's is never written over. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    throw new UsageError(`--out ${file}: ${(error as Error).message}`);
  }
}
