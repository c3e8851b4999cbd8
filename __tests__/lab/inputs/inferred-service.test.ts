import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import { monitorsOfExport, monitorsOfStack, SCENARIOS } from "../../../lab";
import { inferServices, withoutTraffic } from "../../../lab/inputs/inferred-service";
import type { LlmServiceInEnv } from "../../../telemetry";
import { synthService } from "../../support/synth";
import { exportedMonitor } from "./exported";

const notify = { alert: ["@slack-a"] };
const scenariosOf = (service: LlmServiceInEnv): string[] =>
  SCENARIOS.filter(({ appliesTo }) => appliesTo?.(service) ?? true).map(({ id }) => id);

describe("a service that is read from its monitors", () => {
  const own = inferServices(
    monitorsOfStack(JSON.parse(synthService(supportAgent, { notify }).text)),
  );

  it("has what their tags and filters name, and says what was made up", () => {
    expect(own).toHaveLength(1);
    expect(own[0]!.service).toEqual({
      ...supportAgent,
      description: undefined,
      models: { provider: ["model"] },
      tools: ["tool"],
      evals: { correctness: "correctness", safety: "safety" },
    });
    expect(own[0]!.madeUp).toEqual(["provider (provider)", "model (model)", "tool (tool)"]);
  });

  it.each([supportAgent, codeReview, invoiceExtraction])(
    "has the scenarios that the declaration of $service has",
    (service) => {
      const [inferred] = inferServices(
        monitorsOfStack(JSON.parse(synthService(service, { notify }).text)),
      );
      expect(scenariosOf(inferred!.service)).toEqual(scenariosOf(service));
    },
  );

  const monitor = (id: number, query: string) => exportedMonitor(id, "query alert", query);
  const of = (...queries: string[]) =>
    inferServices(monitorsOfExport(queries.map((query, index) => monitor(index + 1, query))));

  it("is one for each pair of service and environment; what names neither belongs to all", () => {
    const services = of(
      "sum(last_5m):sum:llm.errors{service:a,env:prod}.as_count() > 5",
      "sum(last_5m):sum:llm.errors{service IN (a),env:staging}.as_count() > 5",
      "sum(last_5m):sum:llm.tool_failures{tool:search}.as_count() > 5",
    ).map(({ service }) => [service.service, service.env, service.tools]);
    expect(services).toEqual([
      ["a", "prod", ["search"]],
      ["a", "staging", ["search"]],
    ]);
  });

  it("does not take what is excluded or a wildcard for a name", () => {
    const [found] = of(
      "percentile(last_5m):p95:llm.latency_ms{service:a,!feature:batch,model:gpt-*} > 9000",
    );
    expect(found!.service).toMatchObject({
      features: { feature: { userFacing: true, streaming: false } },
      models: { provider: ["model"] },
    });
    expect(found!.madeUp).toContain("env (production)");
  });

  it("is none where nothing of the contract is read", () => {
    const cpu = monitorsOfExport(monitor(1, "avg(last_5m):avg:system.cpu.user{*} > 90"));
    expect(inferServices(cpu)).toEqual([]);
    expect(withoutTraffic(cpu)).toEqual(cpu);
  });
});
