import { DatadogStack, LlmTraceRetention, type LlmTraceRetentionProps } from "../../constructs";
import { supportAgent } from "../../examples/services";
import { SPANS } from "../../telemetry";
import { refusedPaths } from "../support/refusals";
import { synthApp } from "../support/synth";

function filterOf(props?: LlmTraceRetentionProps): Record<string, any> {
  const { resources } = synthApp((app) => {
    new LlmTraceRetention(new DatadogStack(app, "s"), "kept", props);
  }, "s");
  return Object.values(resources["datadog_apm_retention_filter"]!)[0]!;
}

describe("LlmTraceRetention", () => {
  it("keeps the failures of one service that leave no error on the span", () => {
    expect(filterOf({ service: supportAgent, percent: 10 })).toMatchObject({
      name: "[support-agent · production] Failed validations, tools, evaluations, and refusals",
      rate: "0.1",
      filter_type: "spans-sampling-processor",
      enabled: true,
      filter: {
        query: expect.stringMatching(
          /^service:support-agent AND env:production AND \(\(.*@json_valid:false\) OR \(.*\)\)$/,
        ),
      },
    });
  });

  it("quotes a name that means something else in a search", () => {
    const service = { ...supportAgent, service: "team/agent:1" };
    expect(filterOf({ service })["filter"].query).toMatch(
      /^service:"team\/agent:1" AND env:production AND /,
    );
  });

  it("keeps those of all services where none is named, and all of them", () => {
    const { filter, rate } = filterOf();
    expect(filter.query).not.toContain("service:");
    expect(rate).toBe("1");
  });

  it("searches for spans and tags of the contract, because others are never found", () => {
    const parts = [
      ...filterOf()["filter"].query.matchAll(/operation_name:([\w.]+) AND @([\w.]+):/g),
    ];
    expect(parts).toHaveLength(4);
    for (const [, name, tag] of parts) {
      expect(SPANS[name as keyof typeof SPANS].tags).toContain(tag);
    }
  });

  it("refuses a share that is none, and properties that nobody knows", () => {
    const wrong = { percent: 0, rate: "1.0" };
    expect(refusedPaths((stack) => new LlmTraceRetention(stack, "kept", wrong)).sort()).toEqual([
      "percent",
      "rate",
    ]);
  });
});
