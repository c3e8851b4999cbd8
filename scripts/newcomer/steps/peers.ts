import type { Step } from "../step";
import { mustHold, pinned, type Workshop } from "../workshop";

const MAIN = `
import { App } from "cdktf";
import { LlmMetricSettingsStack, LlmServiceStack } from "datadog-llm/constructs";
import { defineLlmService } from "datadog-llm/telemetry";

const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: { userFacing: true, streaming: true, retrieval: { topScoreFloor: 0.6 } } },
  prompts: { answer: { structuredOutput: true, release: { baseline: "1", candidate: "2" } } },
  models: { anthropic: ["claude-sonnet-4"] },
  tools: ["lookup_order"],
  evals: { answer_correctness: "correctness" },
});
export const app = new App();
new LlmServiceStack(app, "helpdesk", { service, notify: { alert: ["@pagerduty-support"] } });
new LlmMetricSettingsStack(app, "llm-metric-settings");
app.synth();
`;

/** The oldest versions that the package says it takes; each provider wants its own CDKTF. */
const FLOORS = [
  ["cdktf@0.20.12", "constructs@10.4.2", "@cdktf/provider-datadog@11.28.0"],
  ["cdktf@0.21.0", "constructs@10.4.2", "@cdktf/provider-datadog@12.0.0"],
];
const NEWEST = ["cdktf@0", "constructs@10", "@cdktf/provider-datadog@12"];
const TERRAIN = ["cdktn@0.24.0", "constructs@10.7.2", "@cdktn/provider-datadog@16.1.0"];

export const floor: Step = {
  name: "floor",
  title: "the oldest peers: CDKTF 0.20.12, constructs 10.4.2, provider 11.28 and 12.0",
  take(workshop) {
    const projects = FLOORS.map((packages, index) =>
      synthesize(workshop, `floor-${index}`, packages, MAIN),
    );
    return projects.at(-1);
  },
};

export const newest: Step = {
  name: "newest",
  title: "the newest peers",
  take: (workshop) => synthesize(workshop, "newest", NEWEST, MAIN),
};

/** Installed by pnpm, a package finds only what it names itself. */
export const pnpm: Step = {
  name: "pnpm",
  title: "pnpm",
  take(workshop) {
    const project = workshop.project("pnpm", { "main.ts": MAIN });
    const packages = [workshop.tarball(), ...NEWEST, pinned("tsx")].join(" ");
    workshop.shell(project, `npx --yes pnpm@10.34.9 add --silent ${packages}`);
    workshop.shell(project, "node --import tsx main.ts");
    mustHold(workshop.shell(project, "npx datadog-llm synth"), "helpdesk");
    return project;
  },
};

/** An app on CDK Terrain. Its configuration differs from CDKTF's in the versions that it names. */
export const terrain: Step = {
  name: "terrain",
  title: "CDK Terrain: the same configuration",
  take(workshop) {
    const main = MAIN.replace('"cdktf"', '"cdktn"').replace(
      "datadog-llm/constructs",
      "datadog-llm/cdktn/constructs",
    );
    const project = synthesize(workshop, "terrain", TERRAIN, main);
    const other = synthesize(workshop, "terrain-cdktf", NEWEST, MAIN);
    for (const stack of ["helpdesk", "llm-metric-settings"]) {
      const [ours, theirs] = [project, other].map((folder) =>
        stackWithoutVersions(workshop, folder, stack),
      );
      if (ours !== theirs) throw new Error(firstDifference(stack, ours, theirs));
    }
    return project;
  },
};

function synthesize(
  workshop: Workshop,
  name: string,
  packages: readonly string[],
  main: string,
): string {
  const project = workshop.project(name, { "main.ts": main });
  workshop.install(project, [...packages, pinned("tsx")]);
  workshop.shell(project, "node --import tsx main.ts");
  mustHold(workshop.shell(project, "npx datadog-llm synth"), "helpdesk");
  return project;
}

function stackWithoutVersions(workshop: Workshop, project: string, stack: string): string {
  const text = workshop.shell(project, `cat cdktf.out/stacks/${stack}/cdk.tf.json`);
  const json: unknown = JSON.parse(text.replace(/"version": "[\d.]+"/g, '"version": ""'));
  // The two differ in white space.
  return JSON.stringify(json, null, 2);
}

function firstDifference(stack: string, ours = "", theirs = ""): string {
  const others = theirs.split("\n");
  const lines = ours.split("\n");
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `The stack ${stack} differs in line ${at + 1}:\n${lines[at]}\n${others[at]}`;
}
