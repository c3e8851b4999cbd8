import { Testing } from "cdktf";
import {
  DatadogStack,
  LlmService,
  LlmServiceStack,
  type DashboardRow,
  type LlmServiceProps,
} from "../../../constructs";
import { codeReview, supportAgent } from "../../../examples/services";
import type { StackFile } from "../../../review";
import type { LlmServiceInEnv } from "../../../telemetry";

type Props = Partial<LlmServiceProps>;

/** A change of an example's stack, as somebody would ask for it. */
export interface RecordedPair {
  readonly before: StackFile[];
  readonly after: StackFile[];
}

const NOTIFY = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };
const BASE = side({});

/** Twenty changes of the examples' stacks. */
export const PAIRS: Readonly<Record<string, () => RecordedPair>> = {
  "a looser threshold": changed({ signals: { invalid_json: { critical: 5, warning: 3 } } }),
  "a stricter threshold of one feature": changed({
    signals: { latency_p95: { features: { support_agent: { critical: 4000 } } } },
  }),
  "no warning": changed({ signals: { tool_failure_rate: { warning: false } } }),
  "a longer window": changed({ signals: { provider_error_rate: { window: "30m" } } }),
  "other receivers": changed({ notify: { alert: ["@slack-support-ai"] } }),
  "one receiver more, of one alert": changed({
    signals: { rollback_prompt: { notify: { alert: ["@pagerduty-support-ai", "@slack-heads"] } } },
  }),
  "an alert added": changed({ signals: { cost_budget: { monthly: 3000 } } }),
  "an alert removed": changed({ signals: { first_token_p95: false } }),
  "a guard off": changed({ signals: { invalid_json: { minFailures: false } } }),
  "a larger guard": changed({ signals: { invalid_json: { minFailures: 20 } } }),
  "an evaluation added": () => ({
    before: side({}, { ...codeReview, evals: {} }),
    after: side({}, codeReview),
  }),
  "a tool renamed": changed({}, { ...supportAgent, tools: ["lookup_order", "refund"] }),
  "a new release of the prompt": changed(
    {},
    {
      ...supportAgent,
      prompts: {
        support_triage: {
          structuredOutput: true,
          release: { baseline: "2026-06-01.3", candidate: "2026-07-01.1" },
        },
      },
    },
  ),
  "another team": changed({}, { ...supportAgent, team: "help-desk" }),
  "a tag that the organisation asks for": changed({ tags: ["cost_center:42"] }),
  "another priority, and reminders": changed({
    signals: { tool_failure_rate: { priority: 1, renotify: { every: "10m", times: 5 } } },
  }),
  drafts: changed({ draft: true }),
  "a widget of the team's own": changed({
    rows: {
      health: [{ title: "Queue", widgets: [widget("Tickets that wait", "avg:queue.depth{*}")] }],
    },
  }),
  "a construct renamed": () => ({ before: BASE, after: inStack("assistant", false) }),
  "a construct renamed, and moved": () => ({ before: BASE, after: inStack("assistant", true) }),
};

function widget(title: string, q: string): DashboardRow["widgets"][number] {
  return { definition: { type: "timeseries", title, requests: [{ q }] }, width: 12 };
}

function changed(props: Props, service: LlmServiceInEnv = supportAgent): () => RecordedPair {
  return () => ({ before: BASE, after: side(props, service) });
}

function side(props: Props, service: LlmServiceInEnv = supportAgent): StackFile[] {
  const stack = new LlmServiceStack(Testing.app(), service.service, {
    service,
    notify: NOTIFY,
    ...props,
  });
  return [{ stack: service.service, content: Buffer.from(synthesized(stack)) }];
}

/** As CDKTF writes it: unlike its `Testing.synth`, with the path of each construct. */
function synthesized(stack: DatadogStack): string {
  stack.prepareStack();
  return JSON.stringify(stack.toTerraform());
}

/** The same service under another name in its stack. */
function inStack(id: string, isMoved: boolean): StackFile[] {
  const stack = new DatadogStack(Testing.app(), "support-agent");
  new LlmService(stack, id, { service: supportAgent, notify: NOTIFY });
  const text = synthesized(stack);
  return [
    {
      stack: "support-agent",
      content: Buffer.from(isMoved ? withMoves(text) : text),
    },
  ];
}

/** The blocks that the review's own line writes. */
function withMoves(after: string): string {
  const [now, was] = [after, String(BASE[0]?.content)].map(addresses);
  const moved = Object.entries(now ?? {}).map(([path, to]) => ({
    from: was?.[path.replace("/assistant/", "/llm/")],
    to,
  }));
  return JSON.stringify({ ...(JSON.parse(after) as object), moved });
}

function addresses(stack: string): Record<string, string> {
  const { resource } = JSON.parse(stack) as { resource: Record<string, Record<string, Commented>> };
  return Object.fromEntries(
    Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, one]) => [one["//"].metadata.path, `${type}.${name}`]),
    ),
  );
}

interface Commented {
  readonly "//": { readonly metadata: { readonly path: string } };
}
