import { createSocket } from "node:dgram";
import { once } from "node:events";
import { bootstrap, BOOTSTRAP_TAG_VALUE, bootstrapDatagram } from "../../cli/commands/bootstrap";
import { codeReview, supportAgent } from "../../services";
import { METRIC_NAMES } from "../../telemetry";
import { metricQueries } from "../support/metric-queries";
import { synthService } from "../support/synth";

describe("datadog-llm bootstrap", () => {
  it("sends one point of every metric, with every tag, to the agent", async () => {
    const printed = jest.spyOn(console, "log").mockImplementation(() => undefined);
    const agent = createSocket("udp4");
    const received: string[] = [];
    const all = new Promise<void>((resolve) => {
      agent.on("message", (datagram) => {
        received.push(datagram.toString());
        if (received.length === METRIC_NAMES.length) resolve();
      });
    });
    agent.bind(0, "127.0.0.1");
    await once(agent, "listening");
    await bootstrap({ host: "127.0.0.1", port: agent.address().port, dryRun: false });
    await all;
    agent.close();
    expect(received.sort()).toEqual(METRIC_NAMES.map(bootstrapDatagram).sort());
    expect(printed).toHaveBeenCalledWith(expect.stringContaining(`${METRIC_NAMES.length} metrics`));
    printed.mockRestore();
  });

  it("tags its points so that no monitor reads them", () => {
    expect(bootstrapDatagram("llm.latency_ms")).toMatch(
      new RegExp(
        `^llm\\.latency_ms:0\\|d\\|#env:${BOOTSTRAP_TAG_VALUE},service:${BOOTSTRAP_TAG_VALUE},`,
      ),
    );
    const monitors = [supportAgent, codeReview].flatMap((service) =>
      Object.values(synthService(service).monitors),
    );
    for (const query of monitors.flatMap(({ query }) => metricQueries(query))) {
      expect(query.filters).toContain("env:production");
    }
  });
});
