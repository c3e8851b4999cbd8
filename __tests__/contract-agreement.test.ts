import { METRICS } from "../telemetry";
import { watchedBy } from "../scripts/watched-metrics";
import { invoiceExtraction, supportAgent } from "../examples/services";
import { metricQueries, tagsRead } from "./support/metric-queries";
import { synthService } from "./support/synth";

/** Both directions: nothing is read that is not declared, and what nobody reads is known. */
describe("contract, monitors and dashboards", () => {
  it("agree: every metric and tag that a query reads is in the contract", () => {
    for (const service of [supportAgent, invoiceExtraction]) {
      const { text } = synthService(service, { signals: { telemetry_silent: true } });
      const queries = metricQueries(text.replaceAll("\\", ""));
      expect(queries.length).toBeGreaterThan(50);
      for (const query of queries) {
        expect(Object.keys(METRICS)).toContain(query.metric);
        const { tags } = METRICS[query.metric as keyof typeof METRICS];
        for (const tag of tagsRead(query)) expect(tags).toContain(tag);
      }
    }
  });

  it("leave no metric unread: a metric that nobody looks at costs money for nothing", () => {
    expect(Object.keys(METRICS).filter((name) => !watchedBy().has(name))).toEqual([]);
  });
});
