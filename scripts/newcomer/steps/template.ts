import { cpSync } from "node:fs";
import path from "node:path";
import { pageFile, README } from "../pages";
import type { Step } from "../step";
import { mustHold, pinned, ROOT } from "../workshop";

const TEMPLATE = path.join(ROOT, "node_modules/@cdktf/cli-core/templates/typescript");

/** What the template installs besides CDKTF. It takes TypeScript 5, with the resolution of Node 10. */
const TOOLS = ["typescript@5.9.3", "ts-node@10.9.2", "ts-jest@29.4.6", "jest@30.5.2"];
const TYPES = ["@types/jest@30.0.0", pinned("@types/node")];

/** CDKTF's own TypeScript template, with ts-node and ts-jest, and the README's text for such an app. */
export const template: Step = {
  name: "template",
  title: "CDKTF's TypeScript template: ts-node, tsc, ts-jest, datadog-llm",
  take(workshop) {
    const project = workshop.project("template");
    for (const file of ["tsconfig.json", "jest.config.js", "setup.js"]) {
      cpSync(path.join(TEMPLATE, file), path.join(project, file));
    }
    workshop.write(project, {
      "services.ts": pageFile(README, "services.ts"),
      "main.ts": pageFile(README, "app.ts"),
      "__tests__/alerts.ts": pageFile(README, "test", "toMatchSnapshot").replace(
        "./services",
        "../services",
      ),
      "cdktf.json": JSON.stringify({ language: "typescript", app: "npx ts-node main.ts" }),
    });
    const own = ["cdktf", "@cdktf/provider-datadog", "@datadog/sketches-js"].map(pinned);
    // As the template does: whatever is the newest, and not what this package was built with.
    workshop.install(project, [...own, "constructs@10", ...TOOLS, ...TYPES]);
    workshop.shell(project, "npx ts-node main.ts");
    workshop.run(project, "test", ["-f", "cdktf.out/stacks/helpdesk/cdk.tf.json"]);
    workshop.shell(project, "npx tsc --noEmit");
    workshop.shell(project, "npx jest --ci=false");
    mustHold(workshop.shell(project, "npx datadog-llm synth"), "helpdesk");
    const played = workshop.shell(project, "npx datadog-llm lab --scenario prompt-regression");
    mustHold(played, "every expected alert fired");
    return project;
  },
};
