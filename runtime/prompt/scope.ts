import type {
  FeatureName,
  LlmServiceDeclaration,
  ModelName,
  PromptName,
  PromptVariant,
  ProviderName,
  TenantTier,
} from "../../telemetry";
import { SharedStorage } from "../safety/shared-storage";
import type { RequestRef } from "./request-ref";

declare const fromRegistry: unique symbol;

/** The name of a prompt as a registry says it: whether it is declared shows when it arrives. */
export type RegistryPromptName = string & { readonly [fromRegistry]: true };

/** The prompt that a piece of work serves, and for whom. */
export interface PromptContext<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** Stable name of the prompt, as declared. */
  readonly name: PromptName<S> | RegistryPromptName;
  /** The resolved version that serves this request, not an alias such as `latest`. */
  readonly version: string;
  /** Product surface that the prompt serves, as declared. */
  readonly feature: FeatureName<S>;
  /** Arm of an experiment on this prompt. @default "none" */
  readonly variant?: PromptVariant<S>;
  /** Environment label of the prompt release, where it differs from the service's. @default - none */
  readonly environment?: string | undefined;
  /** Class of the tenant, as declared. @default that of the enclosing `withPrompt`, or "none" */
  readonly tenantTier?: TenantTier<S>;
  /** Internal tenant id; on spans only. @default that of the enclosing `withPrompt` */
  readonly tenantId?: string | undefined;
  /**
   * See `hashUserId`: hexadecimal or Base64, for anything else is left out; on spans only.
   * @default that of the enclosing `withPrompt`
   */
  readonly userIdHash?: string | undefined;
  /** The application's request id; on spans and logs only. @default that of the enclosing `withPrompt` */
  readonly requestId?: string | undefined;
  /** Provider of what comes before the first request. @default that of the service's only model */
  readonly provider?: ProviderName<S>;
  /** Model of what comes before the first request. @default the service's only model */
  readonly model?: ModelName<S>;
}

/** A prompt context as it came: from JavaScript, anything may. */
export type GivenPrompt = { readonly [F in keyof PromptContext]?: unknown };

/** What a scope remembers of its latest model call. */
export interface LatestRequest {
  readonly provider: unknown;
  readonly model: unknown;
  ref(): RequestRef | undefined;
}

/** One `withPrompt`: its context, and what happened in it so far. */
export class PromptScope {
  latestRequest: LatestRequest | undefined;

  /** @param isShadow nobody gets what comes of it */
  constructor(
    readonly context: GivenPrompt,
    readonly isShadow = false,
  ) {}

  /** The same prompt in another version, beside what answers. */
  shadow(version: unknown): PromptScope {
    return new PromptScope({ ...this.context, version, environment: SHADOW }, true);
  }
}

/** Label of a shadow's spans, in `llm.prompt_environment`. */
const SHADOW = "shadow";

/** What the running code belongs to: kept in one place, because each such place costs every promise. */
interface Frame {
  readonly scope: PromptScope;
  /** The call under way around it; dd-trace's active span may be another's. */
  readonly call: unknown;
}

/** Hears of scopes beside the runtime itself. */
export interface ScopeAnnotations {
  run<T>(scope: PromptScope, work: () => T): T;
}

/** Which prompt the running code belongs to, over `await`, timers and streams. */
export class PromptScopes {
  private readonly storage = new SharedStorage<Frame>();
  /** For calls outside of any `withPrompt`. Remembers no request: it would mix up unrelated ones. */
  private readonly outside = new PromptScope({});

  constructor(private readonly annotations?: ScopeAnnotations) {}

  current(): PromptScope {
    return this.storage.getStore()?.scope ?? this.outside;
  }

  /** The innermost call that the running code belongs to. */
  currentCall(): unknown {
    return this.storage.getStore()?.call;
  }

  isOutside(scope: PromptScope): boolean {
    return scope === this.outside;
  }

  run<T>(scope: PromptScope, work: () => T): T {
    const frame = { scope, call: this.currentCall() };
    return this.storage.run(frame, () => this.annotate(scope, work));
  }

  /** Runs work as part of no call. */
  runApart<T>(scope: PromptScope, work: () => T): T {
    return this.storage.run({ scope, call: undefined }, () => this.annotate(scope, work));
  }

  /** Runs work as part of a call. */
  runCall<T>(call: unknown, work: () => T): T {
    return this.storage.run({ scope: this.current(), call }, work);
  }

  /** What else in the process hears of a scope, hears of this one inside `work`. */
  annotate<T>(scope: PromptScope, work: () => T): T {
    return this.annotations === undefined ? work() : this.annotations.run(scope, work);
  }

  /** What is said of the request and its tenant passes to inner prompts; the rest belongs to one. */
  open(context: GivenPrompt): PromptScope {
    const { context: outer, isShadow } = this.current();
    const opened = {
      name: context.name,
      version: context.version,
      feature: context.feature,
      variant: context.variant,
      provider: context.provider,
      model: context.model,
      environment: context.environment ?? outer.environment,
      tenantTier: context.tenantTier ?? outer.tenantTier,
      tenantId: context.tenantId ?? outer.tenantId,
      userIdHash: context.userIdHash ?? outer.userIdHash,
      requestId: context.requestId ?? outer.requestId,
    };
    return new PromptScope(opened, isShadow);
  }
}
