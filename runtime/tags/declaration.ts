import { EVAL_STAGES, type EvalDimension, type LlmServiceDeclaration } from "../../telemetry";
import { NO_TAG_VALUE } from "./tag-set";

/** Names that mean themselves, declared or not. */
const BARE_DIMENSIONS: Readonly<Record<string, EvalDimension>> = {
  correctness: "correctness",
  safety: "safety",
};

/** What the service declares, in the form in which calls ask for it. */
export class Declaration {
  /** The only model of the service, where there is only one. */
  readonly onlyModel: { readonly provider: string; readonly model: string } | undefined;
  readonly models: readonly { readonly provider: string; readonly model: string }[];
  private readonly declared: Readonly<Record<string, ReadonlySet<string> | undefined>>;
  private readonly evals: Readonly<Record<string, EvalDimension>>;

  constructor(readonly service: LlmServiceDeclaration) {
    const models = Object.entries(service.models).flatMap(([provider, names]) =>
      names.map((model) => ({ provider, model })),
    );
    this.models = models;
    this.onlyModel = models.length === 1 ? models[0] : undefined;
    this.evals = { ...BARE_DIMENSIONS, ...service.evals };
    this.declared = {
      feature: new Set(Object.keys(service.features)),
      prompt_name: new Set(Object.keys(service.prompts)),
      provider: new Set(Object.keys(service.models)),
      model: new Set(models.map(({ model }) => model)),
      prompt_variant: new Set([NO_TAG_VALUE, ...(service.promptVariants ?? [])]),
      tenant_tier: new Set([NO_TAG_VALUE, ...(service.tenantTiers ?? [])]),
      tool: new Set(service.tools),
      eval_name: new Set(Object.keys(this.evals)),
      eval_stage: new Set(EVAL_STAGES),
    };
  }

  /** `undefined` where the declaration does not list this tag's values (prompt versions come and go). */
  isDeclared(tag: string, value: string): boolean | undefined {
    return this.declared[tag]?.has(value);
  }

  topScoreFloorOf(feature: string): number | undefined {
    const { features } = this.service;
    return Object.hasOwn(features, feature)
      ? features[feature]?.retrieval?.topScoreFloor
      : undefined;
  }

  dimensionOf(evalName: string): EvalDimension {
    return Object.hasOwn(this.evals, evalName) ? (this.evals[evalName] ?? "score") : "score";
  }
}
