import { scenario } from "../../../lab";
import { MonitorEvaluator } from "../../../lab/monitors";
import { playTraffic } from "../../../lab/run/play-traffic";
import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import { synthesizeExamples } from "../../support/example-stacks";

// A day's traffic of the largest service takes ten seconds on a busy machine.
jest.setTimeout(120_000);

const stacks = synthesizeExamples();

describe("on a healthy day", () => {
  it.each([supportAgent, codeReview, invoiceExtraction].map(({ service }) => service))(
    "no monitor of %s is in alert or without data, whatever its role: gates and service pages read all",
    (name) => {
      const { service, monitors } = stacks.get(name)!;
      const { watcher } = playTraffic(service, scenario("healthy-day"), {}, (store, start) => {
        return new MonitorEvaluator({ store, monitors, start });
      });
      expect(watcher.unsupported).toEqual([]);
      expect(watcher.evaluated).toHaveLength(monitors.length);
      const troubled = watcher
        .verdicts()
        .filter(({ from, status }) => from !== undefined && status !== "Warn");
      expect(troubled).toEqual([]);
    },
  );
});
