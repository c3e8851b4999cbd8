import path from "node:path";
import { readmeCommand, readmeFile } from "../readme";
import type { Step } from "../step";
import { mustHold } from "../workshop";

/** The README's first command, and a service of one's own by its text. */
export const clone: Step = {
  name: "clone",
  title: "a clone: the first command, own service, lab",
  short: true,
  take(workshop) {
    const folder = workshop.clone("clone");
    mustHold(workshop.shell(folder, readmeCommand("npm start")), "support-agent");
    workshop.write(folder, {
      "services.ts": readmeFile("services.ts"),
      "main.ts": readmeFile("main.ts"),
    });
    const listed = workshop.shell(folder, "npm start");
    mustHold(listed, "helpdesk");
    if (listed.includes("support-agent"))
      throw new Error(`The examples are still there:\n${listed}`);
    const played = "npm run lab -- --scenario prompt-regression";
    mustHold(workshop.shell(folder, played), "every expected alert fired");
    return folder;
  },
};

/** What `npm ci` weighs for whoever deploys or changes the project. */
export const cloneForWork: Step = {
  name: "clone-all",
  title: "a clone: npm ci, example, cdktf synth",
  take(workshop) {
    const folder = workshop.clone("clone-all");
    workshop.shell(folder, "npm ci");
    mustHold(workshop.shell(folder, "npm run example"), "llm.request");
    mustHold(workshop.shell(folder, "npx cdktf synth"), "support-agent");
    workshop.run(folder, "test", ["-f", path.join("cdktf.out/stacks/support-agent/cdk.tf.json")]);
    return folder;
  },
};
