import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { reportCost } from "../support/measure";
import { serviceNames, TEMPLATE_NAME } from "./services";
import { forService, readTemplate } from "./template";

/**
 * The floor: the very same files without CDKTF and without our constructs. The data of one service is
 * parsed once; the other services' is the same with another name in it.
 */
const [count, outdir, templateFolder] = process.argv.slice(2);

reportCost(() => {
  const stack = readTemplate(templateFolder!, `stacks/${TEMPLATE_NAME}/cdk.tf.json`);
  const manifest = readTemplate(templateFolder!, "manifest.json") as {
    stacks: Record<string, unknown>;
  };
  const names = serviceNames(Number(count));
  for (const name of names) {
    const folder = path.join(outdir!, "stacks", name);
    mkdirSync(folder, { recursive: true });
    write(path.join(folder, "cdk.tf.json"), forService(stack, name));
  }
  const entry = manifest.stacks[TEMPLATE_NAME];
  const stacks = Object.fromEntries(names.map((name) => [name, forService(entry, name)]));
  write(path.join(outdir!, "manifest.json"), { ...manifest, stacks });
});

function write(file: string, content: unknown): void {
  writeFileSync(file, JSON.stringify(content, null, 2));
}
