import type { Construct } from "constructs";
import type { LlmServiceDeclaration } from "../telemetry";
import { DatadogProvider, LocalBackend, TerraformStack } from "./cdktf";
import { LlmMetricSettings, type LlmMetricSettingsProps } from "./llm-metric-settings";
import { LlmService, type LlmServiceProps } from "./llm-service";

/**
 * A stack with the Datadog provider, which reads `DD_API_KEY`, `DD_APP_KEY` and `DD_HOST` from the
 * environment when Terraform runs: a key given here would stand in the synthesized JSON.
 */
export class DatadogStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DatadogProvider(this, "datadog");
    // The default backend writes an absolute path of the machine that synthesizes.
    new LocalBackend(this, { path: `terraform.${id}.tfstate` });
  }
}

/** One service in a stack of its own: stacks deploy in parallel, and a mistake stays in one. */
export class LlmServiceStack<
  S extends LlmServiceDeclaration = LlmServiceDeclaration,
> extends DatadogStack {
  readonly llmService: LlmService<S>;

  constructor(scope: Construct, id: string, props: LlmServiceProps<S>) {
    super(scope, id);
    this.llmService = new LlmService(this, "llm", props);
  }
}

/** The settings of the metrics, which all services share. Apply it after the first telemetry. */
export class LlmMetricSettingsStack extends DatadogStack {
  constructor(scope: Construct, id: string, props: LlmMetricSettingsProps = {}) {
    super(scope, id);
    new LlmMetricSettings(this, "metrics", props);
  }
}
