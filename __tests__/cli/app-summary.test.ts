import { Testing } from "cdktf";
import { summarizeApp } from "../../cli/app-summary";
import { synthReport } from "../../cli/synth-report";
import { LlmServiceStack } from "../../constructs";
import { invoiceExtraction } from "../../examples/services";

describe("the summary of an app", () => {
  const app = Testing.app();
  new LlmServiceStack(app, "invoices", {
    service: invoiceExtraction,
    notify: "notification-rules",
    namePrefix: "ACME ",
  });
  const summary = summarizeApp(app);

  it("says that notification rules route the alerts, where no handle does", () => {
    const [service] = summary.services;
    expect(service!.alerts.length).toBeGreaterThan(3);
    for (const { receivers } of service!.alerts) expect(receivers).toEqual(["notification-rules"]);
    expect(synthReport(summary, "cdktf.out", false)).toMatch(/receivers +notification-rules\n/);
  });

  it("names monitors as they are named in Datadog, prefix included", () => {
    expect(summary.services[0]!.alerts[0]!.monitor).toMatch(
      /^ACME \[invoice-extraction · production\] /,
    );
  });
});
