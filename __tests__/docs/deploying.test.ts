import { App, Testing } from "cdktf";
import { DatadogResource, LlmServiceStack } from "../../constructs";
import { supportAgent } from "../../examples/services";

const notify = { alert: ["@pagerduty-support"] };

interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

function synthesized(stack: LlmServiceStack): Synthesized {
  return JSON.parse(Testing.synth(stack)) as Synthesized;
}

function addressesOf(id: string, service: typeof supportAgent): string[] {
  const { resource } = synthesized(new LlmServiceStack(new App(), id, { service, notify }));
  return Object.entries(resource).flatMap(([type, byAddress]) =>
    Object.keys(byAddress).map((address) => `${type}.${address}`),
  );
}

/** The table of docs/deploying.md, "Renaming without losing history". */
describe("an address, whose change would destroy a monitor with its history,", () => {
  const before = addressesOf("support-agent", supportAgent);

  it("stays when the stack is called otherwise", () => {
    expect(before.length).toBeGreaterThan(20);
    expect(addressesOf("agent-of-support", supportAgent)).toEqual(before);
  });

  it("stays when the service, its environment or its team is called otherwise", () => {
    const names = { service: "agent", env: "live", team: "platform" };
    const renamed = { ...supportAgent, ...names } as unknown as typeof supportAgent;
    expect(addressesOf("support-agent", renamed)).toEqual(before);
  });

  it("can be moved, so that a renamed feature keeps its monitors", () => {
    const stack = new LlmServiceStack(new App(), "x", { service: supportAgent, notify });
    const id = "latency_p95-measure-support_agent";
    const measure = stack.llmService.monitors.node.findChild(id);
    if (!(measure instanceof DatadogResource)) throw new Error(`${id} is no resource`);
    measure.moveFromId("datadog_monitor.llm_monitors_latency_p95-measure-chat_1A2B3C4D");
    const { moved = [] } = synthesized(stack);
    expect(moved).toEqual([
      {
        from: "datadog_monitor.llm_monitors_latency_p95-measure-chat_1A2B3C4D",
        to: before.find((address) => address.includes(id)),
      },
    ]);
  });
});
