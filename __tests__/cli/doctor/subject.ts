import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { DatadogStack, LlmMetricSettings, LlmServiceStack } from "../../../constructs";
import { ReadOnlyDatadog } from "../../../cli/datadog/read-only";
import { doctorApp, type DoctorApp } from "../../../cli/doctor/app/doctor-app";
import { examine } from "../../../cli/doctor/examine";
import { Facts } from "../../../cli/doctor/facts";
import type { Finding } from "../../../cli/doctor/finding";
import { supportAgent } from "../../../examples/services";
import { DatadogServer } from "../../support/datadog-server/server";
import { healthyState, type State } from "../../support/datadog-server/state";
import { readStack, type SynthesizedStack } from "../../support/synth";

const STACK = "support-agent";
const NOTIFY = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };

/** An app with one service and the settings of the metrics, synthesized. */
export function synthSubject(): { readonly app: DoctorApp; readonly stack: SynthesizedStack } {
  const outdir = mkdtempSync(path.join(tmpdir(), "datadog-llm-doctor-"));
  try {
    const app = new App({ outdir });
    new LlmServiceStack(app, STACK, {
      service: supportAgent,
      notify: NOTIFY,
      site: "datadoghq.eu",
    });
    new LlmMetricSettings(new DatadogStack(app, "llm-metric-settings"), "settings");
    app.synth();
    const stack = readStack(path.join(outdir, "stacks", STACK, "cdk.tf.json"));
    return { app: doctorApp(app, []), stack };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Time that passes when somebody waits. */
export class TestClock {
  readonly slept: number[] = [];
  private time = 0;
  readonly now = (): number => this.time;
  readonly sleep = (ms: number): Promise<void> => {
    this.slept.push(ms);
    this.time += ms;
    return Promise.resolve();
  };
}

/** What the doctor finds of an organisation, over HTTP. */
export class Examination {
  readonly server: DatadogServer;
  readonly clock = new TestClock();
  readonly state: State;

  constructor(private readonly subject: ReturnType<typeof synthSubject>) {
    this.state = healthyState(supportAgent, subject.stack);
    this.server = new DatadogServer(this.state);
  }

  /** @param keys what the user has, where it is not what Datadog knows */
  async run(
    keys: { apiKey?: string; appKey?: string; site?: "datadoghq.com" } = {},
  ): Promise<Finding[]> {
    const { apiKey = this.state.apiKey, appKey = this.state.appKey, site = "datadoghq.eu" } = keys;
    const url = await this.server.start();
    const datadog = new ReadOnlyDatadog({
      url,
      apiKey,
      appKey,
      clock: this.clock,
      // Longer than a busy machine takes to answer itself.
      timeoutMs: 60_000,
    });
    const facts = new Facts(datadog, Math.floor(Date.now() / 1_000));
    const { app } = this.subject;
    try {
      return await examine({ app, facts, site, appKeyEnd: appKey.slice(-4) }, () => undefined);
    } finally {
      await this.server.stop();
    }
  }
}

export const readText = (file: string): string =>
  readFileSync(path.resolve(__dirname, "../../..", file), "utf8");
