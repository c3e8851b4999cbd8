import { supportAgent } from "../../examples/services";
import type { LlmServiceInEnv } from "../../telemetry";

export const NOTIFY = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };

/** The name of the service whose synthesized stack is the template of the other ways. */
export const TEMPLATE_NAME = serviceName(0);

/** Services like the example of `services.ts`, each with a name of its own. */
export function services(count: number): LlmServiceInEnv[] {
  return serviceNames(count).map((service) => ({ ...supportAgent, service }));
}

export function serviceNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => serviceName(index));
}

function serviceName(index: number): string {
  return `support-agent-${String(index).padStart(4, "0")}`;
}
