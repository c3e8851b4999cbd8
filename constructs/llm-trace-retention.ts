import { Construct } from "constructs";
import {
  check,
  checkObject,
  checkOneEnvironment,
  nameInEnv,
  Problems,
  validateLlmService,
  type Checks,
  type LlmServiceInEnv,
} from "../telemetry";
import { DatadogResource } from "./datadog/resource";
import { pathOf } from "./path-of";
import { providerOf, SHARED_PROPS, type ProviderProps } from "./shared-props";

/** Whose traces are kept, and how many of them. */
export interface LlmTraceRetentionProps extends ProviderProps {
  /**
   * The declaration, in one environment: `serviceIn(service, "staging")` where it has several.
   * @default - every service of the organisation that sends spans of the contract
   */
  readonly service?: LlmServiceInEnv;
  /** Percent of the spans that are kept, each with its whole trace. @default 100 */
  readonly percent?: number;
  /** Begins the name of the filter, such as `"ACME "`. @default - the name begins with the service's */
  readonly namePrefix?: string;
}

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmTraceRetentionProps> = {
  // The declaration's errors name it.
  service: () => undefined,
  percent: check.optional(
    check.value(
      (given) =>
        typeof given === "number" &&
        given > 0 &&
        given <= 100 &&
        Number(given.toFixed(2)) === given,
      "percent above 0, up to 100, with at most 2 decimals",
    ),
  ),
  namePrefix: SHARED_PROPS.namePrefix,
  provider: SHARED_PROPS.provider,
};

/**
 * What an alert is about, and hardly any trace's first span tells: Datadog's own filters look at
 * errors there, where a failed validation or a refusal ends in an HTTP 200.
 */
const FAILURES = [
  "operation_name:output.validation AND @json_valid:false",
  "operation_name:tool.call AND @tool.status:error",
  "operation_name:eval.score AND @eval.pass:false",
  "operation_name:llm.request AND @llm.refusal:true",
] as const;

/**
 * Keeps the traces behind an alert for as long as Datadog keeps indexed spans: failed validations, tool
 * calls and evaluations, and refusals. Without it, searches further back than 15 minutes find only what
 * Datadog's own filters happened to keep.
 *
 * It is no part of `LlmService`, because **Datadog bills every span that it indexes**, and because the
 * application key needs the permission `apm_retention_filter_write`, which only admins have by default. Have one for the organisation, or one
 * per service. It keeps what Datadog received: what the agent dropped is gone.
 *
 * @example new LlmTraceRetention(stack, "failed-traces", { service: supportAgent })
 * @see https://docs.datadoghq.com/tracing/trace_pipeline/trace_retention/
 */
export class LlmTraceRetention extends Construct {
  /** The Terraform resource; its `id` is known after `apply`. */
  readonly filter: DatadogResource;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmTraceRetentionProps = {}) {
    checkProps(props, pathOf(scope, id));
    super(scope, id);
    const { service, percent = 100, namePrefix = "" } = props;
    const whose = service ? nameInEnv(service) : "all LLM services";
    const query = FAILURES.map((failure) => `(${failure})`).join(" OR ");
    const attributes = {
      name: `${namePrefix}[${whose}] Failed validations, tools, evaluations, and refusals`,
      // A number here is refused: the provider wants text.
      rate: String(percent / 100),
      filter: {
        query: service
          ? `service:${searched(service.service)} AND env:${searched(service.env)} AND (${query})`
          : query,
      },
      filter_type: "spans-sampling-processor",
      enabled: true,
    };
    const provider = providerOf(this, props);
    this.filter = new DatadogResource(
      this,
      "filter",
      "datadog_apm_retention_filter",
      attributes,
      provider,
    );
  }
}

/** A value as the search takes it: colons and slashes mean something there, unless they are quoted. */
function searched(value: string): string {
  return /^[\w.-]+$/.test(value) ? value : `"${value}"`;
}

function checkProps(props: LlmTraceRetentionProps, path: string): void {
  const problems = new Problems();
  const subject = `the trace retention, construct ${JSON.stringify(path)}`;
  if (!checkObject(problems, "", props, PROPS)) problems.refuse(subject);
  if (props.service !== undefined) {
    validateLlmService(props.service);
    checkOneEnvironment(problems, props.service);
  }
  problems.throwIfAny(subject);
}
