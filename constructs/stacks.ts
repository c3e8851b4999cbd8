import type { Construct } from "constructs";
import {
  checkObject,
  checkSite,
  DATADOG_SITES,
  isRecord,
  Problems,
  type Checks,
  type DatadogSite,
  type LlmServiceInEnv,
} from "../telemetry";
import { DatadogProvider, TerraformStack, type TerraformBackend } from "./cdktf";
import { LlmMetricSettings, type LlmMetricSettingsProps } from "./llm-metric-settings";
import { LlmService, type LlmServiceProps } from "./llm-service";
import { warnOfOtherProvider } from "./site-warnings";
import {
  addGivenBackend,
  addLocalBackend,
  backendOf,
  checkStackId,
  type AddBackend,
} from "./state";

/** Where a stack is deployed to, and where its state is kept. */
export interface DatadogStackProps {
  /**
   * Your Datadog site: where the provider deploys to, and where links lead.
   * @default - what `DD_HOST` names when Terraform runs, otherwise datadoghq.com
   * @see https://docs.datadoghq.com/getting_started/site/
   */
  readonly site?: DatadogSite;
  /**
   * Adds the backend that keeps the stack's state: any of CDKTF's. A backend that is added to the stack
   * itself (`new S3Backend(stack, …)`) does as well.
   *
   * @default - a local file `terraform.<id>.tfstate` in the folder in which the app runs
   * @example (stack) => new S3Backend(stack, { bucket: "state", key: `${stack.node.id}.tfstate` })
   */
  readonly backend?: AddBackend;
}

/**
 * A stack with the Datadog provider, which reads `DD_API_KEY` and `DD_APP_KEY` from the environment
 * when Terraform runs: a key given here would stand in the synthesized JSON.
 */
export class DatadogStack extends TerraformStack {
  /** @throws InvalidInputError for a site that Datadog has not, and an id that names no folder */
  constructor(scope: Construct, id: string, props: DatadogStackProps = {}) {
    // A class of one's own may have more properties, and checks those itself.
    checkStackProps(id, props, new.target === DatadogStack);
    checkStackId(scope, id);
    super(scope, id);
    const { site, backend } = props;
    new DatadogProvider(this, "datadog", site ? { apiUrl: DATADOG_SITES[site].api } : {});
    if (site === undefined) warnOfOtherProvider(this);
    if (backend !== undefined) addGivenBackend(this, backend);
  }

  /** Called by CDKTF when it synthesizes: what was added until then is the stack's backend. */
  override ensureBackendExists(): TerraformBackend {
    return backendOf(this) ?? addLocalBackend(this);
  }
}

/** What each property takes. */
const PROPS: Checks<DatadogStackProps> = {
  site: checkSite,
  // Whether it adds one is seen when it is called.
  backend: () => undefined,
};

function checkStackProps(id: string, props: DatadogStackProps, isAll: boolean): void {
  const problems = new Problems();
  const subject = `the stack ${JSON.stringify(id)}`;
  if (!isRecord(props)) problems.add("props", props, "an object");
  else if (isAll) checkObject(problems, "", props, PROPS);
  else checkSite(problems, "site", props["site"]);
  problems.throwIfAny(subject);
}

/** What a service's stack takes: all of `LlmService`, and where it is deployed to and kept. */
export type LlmServiceStackProps<S extends LlmServiceInEnv = LlmServiceInEnv> = Omit<
  LlmServiceProps<S>,
  // A provider belongs to its stack, which is made only now.
  "provider"
> &
  DatadogStackProps;

/** One service in a stack of its own: stacks deploy in parallel, and a mistake stays in one. */
export class LlmServiceStack<S extends LlmServiceInEnv = LlmServiceInEnv> extends DatadogStack {
  readonly llmService: LlmService<S>;

  constructor(scope: Construct, id: string, props: LlmServiceStackProps<S>) {
    super(scope, id, props);
    const { backend: _backend, ...ofService } = props;
    this.llmService = new LlmService(this, "llm", ofService);
  }
}

/** Which metrics are set up, and where they are deployed to. */
export type LlmMetricSettingsStackProps = LlmMetricSettingsProps & DatadogStackProps;

/** The settings of the metrics, which all services share. Apply it after the first telemetry. */
export class LlmMetricSettingsStack extends DatadogStack {
  constructor(scope: Construct, id: string, props: LlmMetricSettingsStackProps = {}) {
    super(scope, id, props);
    const { site: _site, backend: _backend, ...settings } = props;
    new LlmMetricSettings(this, "metrics", settings);
  }
}
