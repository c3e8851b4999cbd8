import { readFileSync } from "node:fs";
import path from "node:path";
import { LlmServiceMonitors } from "../constructs";
import { monitorsOfStack, type Watched } from "../lab";
import { app } from "../main";

/** The services of `main.ts`, with the monitors that it synthesizes for them. */
export function exampleStacks(): Watched[] {
  return app.node.findAll().flatMap((construct) => {
    if (!LlmServiceMonitors.isLlmServiceMonitors(construct)) return [];
    const { service } = construct;
    const file = path.join(app.outdir, "stacks", service.service, "cdk.tf.json");
    return [{ service, monitors: monitorsOfStack(JSON.parse(readFileSync(file, "utf8"))) }];
  });
}
