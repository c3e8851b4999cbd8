/**
 * Reviews a change of many services and looks for what is wrong with their alerts, as
 * `datadog-llm review` does once both sides are synthesized. One service in ten changes.
 *
 * Prints, as the last line, one JSON object.
 *
 * Run: node --import tsx bench/review.ts
 */
import { Testing } from "cdktf";
import { LlmServiceStack } from "../constructs";
import { supportAgent } from "../examples/services";
import { review, type StackFile } from "../review";
import { lint } from "../review/lint";

const SERVICES = Number(process.env["BENCH_SERVICES"] ?? 1_000);
const [GOAL_SECONDS, GOAL_MEGABYTES] = [10, 1_000];

function synthesized(critical: number): string {
  const stack = new LlmServiceStack(Testing.app(), "service", {
    service: supportAgent,
    notify: { alert: ["@pagerduty-bench"], warning: ["@slack-bench"] },
    signals: { invalid_json: { critical } },
  });
  return Testing.synth(stack);
}

const [usual, looser] = [synthesized(2), synthesized(5)];

function side(isChanged: (service: number) => boolean): StackFile[] {
  return Array.from({ length: SERVICES }, (_, service) => {
    const text = isChanged(service) ? looser : usual;
    return {
      stack: `service-${service}`,
      content: Buffer.from(text.replaceAll("support-agent", `service-${service}`)),
    };
  });
}

const [started, cpu] = [performance.now(), process.cpuUsage()];
const head = side((service) => service % 10 === 0);
const changes = review(
  side(() => false),
  head,
);
const findings = lint(head);
const seconds = Math.round(performance.now() - started) / 1_000;
const used = process.cpuUsage(cpu);
const cpuSeconds = Math.round((used.user + used.system) / 1_000) / 1_000;
const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);

console.log(`${SERVICES} services: ${changes.length} changes, ${findings.length} findings`);
console.log(
  `${seconds} s, ${cpuSeconds} s of CPU (goal ${GOAL_SECONDS}), ${megabytes} MB (goal ${GOAL_MEGABYTES})`,
);
console.log(
  JSON.stringify({ services: SERVICES, changes: changes.length, seconds, cpuSeconds, megabytes }),
);
