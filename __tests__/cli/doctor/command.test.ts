import { supportAgent } from "../../../examples/services";
import { runCli, runCliBeside } from "../../support/run-cli";
import { DatadogServer } from "../../support/datadog-server/server";
import { healthyState } from "../../support/datadog-server/state";
import { synthSubject } from "./subject";

const KEYS = { DD_API_KEY: "api-secret", DD_APP_KEY: "app-secret" };

describe("the command line of datadog-llm doctor", () => {
  it.each([
    [[], {}, "set DD_API_KEY and DD_APP_KEY in the environment"],
    [[], { DD_API_KEY: "api-secret" }, "set DD_API_KEY and DD_APP_KEY in the environment"],
    [["--site", "eu"], KEYS, '--site: "eu" given; allowed: datadoghq.com'],
    [["--api-url", "http://proxy.example.com"], KEYS, "--api-url: "],
    [
      ["--stack", "nothing"],
      KEYS,
      'There is no stack "nothing" with monitors; there are: support-agent, ',
    ],
  ])("is refused with status 2 where it is %j", (args, env, message) => {
    const { status, stderr } = runCli(["doctor", ...args], { env });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });

  it("asks about the stack that is named, and ends with 1 where there is a fault", async () => {
    const state = healthyState(supportAgent, synthSubject().stack);
    state.metrics.get("llm.latency_ms")!.type = "gauge";
    const server = new DatadogServer(state);
    const url = await server.start();
    const args = ["doctor", "--stack", "support-agent", "--api-url", url, "--json"];
    const env = { DD_API_KEY: state.apiKey, DD_APP_KEY: state.appKey };
    const { status, stdout, stderr } = await runCliBeside(args, { env });
    await server.stop();
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const { site, ok, findings } = JSON.parse(stdout);
    expect({ site, ok }).toEqual({ site: "datadoghq.com", ok: false });
    const faults = findings.filter(({ result }: any) => result === "fail");
    expect(faults.map(({ fault }: any) => fault)).toContain("type-not-distribution");
    expect(new Set(findings.map(({ about }: any) => about))).toEqual(
      new Set(["datadoghq.com", "support-agent", "support-agent · production"]),
    );
    expect(server.writes).toEqual([]);
    expect(stdout).not.toContain(state.apiKey);
  });
});
