import { nameInEnv, type LlmServiceInEnv } from "../../../telemetry";
import { defineCheck } from "../check";
import type { RetentionFilter } from "../shapes";
import { Findings, type Finding } from "../finding";
import { alternativesOf } from "../search-query";
import { listed } from "../words";

/** What fails without an error that a span would show: the query that finds it, and on which span. */
const FAILURES = {
  "@json_valid:false": "operation_name:output.validation",
  "@tool.status:error": "operation_name:tool.call",
  "@eval.pass:false": "operation_name:eval.score",
  "@llm.refusal:true": "operation_name:llm.request",
};

/** Whether the traces that alerts link to are kept. */
export const traces = defineCheck({
  id: "traces",
  what: "Do APM's retention filters keep the failing traces that alerts link to?",
  asks: ["GET /api/v2/apm/config/retention-filters"],
  permissions: ["apm_retention_filter_read"],
  faults: {
    "errors-not-kept": {
      result: "warn",
      what: "No retention filter keeps the service's error spans: the links of an alert find nothing after 15 minutes.",
      cure: 'Enable "Error Default" (APM > Setup & Configuration > Retention Filters), or add a filter: service:<service> status:error, rate 100 %.',
    },
    "failures-not-kept": {
      result: "warn",
      what: "No retention filter keeps traces that failed without an error: invalid output, failed tools and evaluations, refusals.",
      cure: 'Add new LlmTraceRetention(stack, "failed-traces", { service }) to the stack of <service>, or a retention filter of your own: service:<service> (<query>), rate 100 %. Either is billed.',
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const services = app.stacks.flatMap((stack) => stack.services);
    const filters = await facts.retentionFilters();
    return services.flatMap((service) =>
      filters.known
        ? traceFindings(service, filters.value)
        : [new Findings(traces, nameInEnv(service)).unknown(filters)],
    );
  },
});

export function traceFindings(
  declared: LlmServiceInEnv,
  filters: readonly RetentionFilter[],
): Finding[] {
  const findings = new Findings(traces, nameInEnv(declared));
  const { service } = declared;
  const keeps = (term: string, span = ""): boolean =>
    filters.some((filter) => covers(filter, declared, [term, span]));
  const lost = Object.entries(FAILURES).flatMap(([term, span]) =>
    keeps(term, span) ? [] : [term],
  );
  const faults = [
    ...(keeps("status:error")
      ? []
      : [
          findings.fault("errors-not-kept", "No filter keeps all error spans for certain.", {
            service,
          }),
        ]),
    ...(lost.length === 0
      ? []
      : [
          findings.fault("failures-not-kept", `No filter keeps ${listed(lost)}.`, {
            service,
            query: lost.join(" OR "),
          }),
        ]),
  ];
  if (faults.length > 0) return faults;
  return [
    findings.ok(
      "Failing traces are kept, as far as the agent sends them: its sampling is not readable.",
    ),
  ];
}

/**
 * Whether a filter keeps all spans of a service that match its terms. Only what is certain counts: a
 * query that says more than service, environment and the term is taken for one that keeps less.
 */
function covers(
  { enabled, rate, filter }: RetentionFilter,
  { service, env }: LlmServiceInEnv,
  terms: readonly string[],
): boolean {
  if (!enabled || rate < 1) return false;
  const allowed = ["*", `service:${service}`, `env:${env}`];
  return alternativesOf(filter.query).some((words) =>
    words.every((word) => allowed.includes(word.toLowerCase()) || terms.includes(word)),
  );
}
