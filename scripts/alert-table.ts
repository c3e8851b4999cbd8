import { planServiceAlerts, SIGNALS } from "../constructs";
import { supportAgent } from "../examples/services";
import { markdownTable } from "./telemetry-reference";

/** The README's table of alerts, written from the signals themselves. */
export function alertTable(): string {
  const alerts = planServiceAlerts({
    service: supportAgent,
    notify: { alert: ["@nobody"] },
    signals: { telemetry_silent: true },
  });
  const rows = SIGNALS.map((signal) => {
    const own = alerts.filter((alert) => alert.signal.id === signal.id);
    const [first] = own;
    const thresholds = [...new Set(own.map(({ threshold }) => threshold))].join("; ");
    return [
      `[\`${signal.id}\`](docs/runbooks/${signal.id}.md)`,
      thresholds,
      first?.window ?? "",
      first?.groupBy.map((tag) => `\`${tag}\``).join(", ") ?? "",
      signal.meaning,
    ];
  });
  return markdownTable(["Signal", "Pages when", "Over", "Grouped by", "Why"], rows);
}
