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

const [base, head] = [side(() => false), side((service) => service % 10 === 0)];

/** What a part of the work cost, printed as it ends. */
function measured<T>(what: string, work: () => T): { result: T; seconds: number; cpu: number } {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const [seconds, cpu] = [rounded(performance.now() - started), rounded((user + system) / 1_000)];
  console.log(`${what}: ${seconds} s, ${cpu} s of CPU`);
  return { result, seconds, cpu };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds) / 1_000;
}

const changes = measured("What changes", () => review(base, head));
const findings = measured("What is wrong", () => lint(head));
const seconds = rounded((changes.seconds + findings.seconds) * 1_000);
const cpuSeconds = rounded((changes.cpu + findings.cpu) * 1_000);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);

console.log(
  `${SERVICES} services: ${changes.result.length} changes, ${findings.result.length} findings, in ` +
    `${seconds} s, ${cpuSeconds} s of CPU (goal ${GOAL_SECONDS}), ${megabytes} MB (goal ${GOAL_MEGABYTES})`,
);
console.log(JSON.stringify({ services: SERVICES, seconds, cpuSeconds, megabytes }));
