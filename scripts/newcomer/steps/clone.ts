import { pageCommand, pageFile, README } from "../pages";
import type { Step } from "../step";
import { mustHold, type Workshop } from "../workshop";

const FIRST_HOUR = "docs/first-hour.md";

/** The README's first command, and a service of one's own by its text. */
export const clone: Step = {
  name: "clone",
  title: "a clone: the first command",
  short: true,
  take(workshop) {
    const folder = workshop.clone("clone");
    mustHold(workshop.shell(folder, pageCommand(README, "npm start")), "support-agent");
    return folder;
  },
};

/** What the README says next, in the same clone. */
export const ownService: Step = {
  name: "own-service",
  title: "in that clone: an own service by the README's text, and the lab",
  short: true,
  take(workshop) {
    const folder = workshop.clone("own-service");
    workshop.shell(folder, pageCommand(README, "npm start"));
    writeOwnService(workshop, folder);
    const listed = workshop.shell(folder, "npm start");
    mustHold(listed, "helpdesk · production");
    if (listed.includes("support-agent"))
      throw new Error(`The examples are still there:\n${listed}`);
    const played = "npm run lab -- --scenario prompt-regression";
    mustHold(workshop.shell(folder, played), "every expected alert fired");
    return folder;
  },
};

/** What whoever deploys or changes the project installs. */
export const install: Step = {
  name: "install",
  title: "a clone: npm ci",
  take(workshop) {
    const folder = workshop.clone("install");
    workshop.shell(folder, "npm ci");
    return folder;
  },
};

/** The README's second command, in the same clone. */
export const tests: Step = {
  name: "tests",
  title: "a clone: the second command, which installs what only tests use",
  take(workshop) {
    const folder = workshop.clone("tests");
    workshop.shell(folder, pageCommand(README, "npm test"));
    return folder;
  },
};

/** The page on the first hour, with everything installed. */
export const firstHour: Step = {
  name: "first-hour",
  title: "npm ci, example, telemetry into the recorder, own tests, environments, cdktf synth",
  take(workshop) {
    const folder = workshop.clone("first-hour");
    workshop.shell(folder, "npm ci");
    mustHold(workshop.shell(folder, "npm run example"), "llm.request");
    writeOwnService(workshop, folder);
    workshop.write(folder, { "service.ts": pageFile(README, "service.ts") });
    sendToRecorder(workshop, folder);
    workshop.write(folder, { "alerts.test.ts": pageFile(README, "test", "labMatchers") });
    workshop.shell(folder, "npx jest --ci --runTestsByPath alerts.test.ts");
    workshop.shell(folder, "npx tsc --noEmit -p tsconfig.app.json");
    workshop.write(folder, { "main.ts": pageFile(FIRST_HOUR, "environments.ts") });
    mustHold(workshop.shell(folder, "npx cdktf synth"), "helpdesk-staging");
    mustHold(workshop.shell(folder, "npx datadog-llm synth"), "helpdesk · staging");
    return folder;
  },
};

function writeOwnService(workshop: Workshop, folder: string): void {
  workshop.write(folder, {
    "services.ts": pageFile(README, "services.ts"),
    "main.ts": pageFile(README, "main.ts"),
  });
}

/** The page's two terminals in one. The recorder takes other ports than the agent's, which may run. */
function sendToRecorder(workshop: Workshop, folder: string): void {
  workshop.write(folder, { "send.ts": pageFile(FIRST_HOUR, "send.ts") });
  const [port, udp] = [18_126, 18_125];
  const record = "npx datadog-llm record --out first.jsonl --for 15s";
  const service = `DD_SERVICE=helpdesk DD_ENV=production DD_TRACE_AGENT_PORT=${port}`;
  workshop.shell(
    folder,
    `${record} --port ${port} --dogstatsd-port ${udp} &
    until [ -f first.jsonl ]; do sleep 0.1; done
    ${service} node --import tsx send.ts
    wait`,
  );
  mustHold(workshop.shell(folder, "cat first.jsonl"), "llm.json_checks");
}
