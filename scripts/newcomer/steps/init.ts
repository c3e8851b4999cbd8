import type { Step } from "../step";
import { mustHold } from "../workshop";

/** `datadog-llm init` in an empty folder, and what it wrote. */
export const init: Step = {
  name: "init",
  title: "datadog-llm init in an empty folder: npm install, npm test, synth",
  take(workshop) {
    const project = workshop.project("init");
    workshop.install(project, []);
    const answers = "--service helpdesk --team support-ai --notify @slack-helpdesk --yes";
    workshop.shell(project, `npx datadog-llm init ${answers}`);
    workshop.shell(project, "npm install --silent --no-audit --no-fund");
    workshop.shell(project, "npm test");
    mustHold(workshop.shell(project, "npx datadog-llm synth"), "helpdesk · production");
    return project;
  },
};
