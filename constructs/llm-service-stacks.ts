import type { Construct } from "constructs";
import {
  environmentsOf,
  InvalidInputError,
  isRecord,
  Problems,
  serviceIn,
  validateLlmService,
  type EnvName,
  type LlmServiceDeclaration,
  type ServiceIn,
} from "../telemetry";
import { planLlmService } from "./llm-service";
import { isGiven, mergeProps } from "./merge-props";
import type { NotificationRules, Receivers } from "./receivers";
import { LlmServiceStack, type LlmServiceStackProps } from "./stacks";
import { requireFolder } from "./state";

/** What a stack takes, except for the service; all of it optional, because either place may say it. */
type SharedProps<S extends LlmServiceDeclaration> = Partial<
  Omit<LlmServiceStackProps<ServiceIn<S>>, "service" | "notify">
> & {
  /**
   * Who hears of alerts, warnings and recoveries.
   * @default - what the other place says; one of them has to
   */
  readonly notify?: Partial<Receivers> | NotificationRules;
};

/** What holds in all environments of a service, and what in each. */
export type LlmServiceStacksProps<S extends LlmServiceDeclaration = LlmServiceDeclaration> =
  SharedProps<S> & {
    /** The declaration, with all of its environments. */
    readonly service: S;
    /** Settings of each environment that the service declares; `{}` where none differs. */
    readonly environments: Readonly<Record<EnvName<S>, SharedProps<S>>>;
  };

/**
 * One service in all of its environments, each in a stack of its own, called `<id>-<env>`.
 *
 * An environment's settings lie over the shared ones: objects (`signals`, one signal, `notify`) are
 * merged key by key, so that an environment names only what differs; a number, `false` or a list
 * replaces the shared one.
 *
 * @example
 * new LlmServiceStacks(app, "helpdesk", {
 *   service: helpdesk, // env: ["staging", "production"]
 *   notify: { alert: ["@slack-helpdesk"] },
 *   environments: {
 *     staging: { signals: { invalid_json: { critical: 10 } } },
 *     production: { notify: { alert: ["@pagerduty-helpdesk"], warning: ["@slack-helpdesk"] } },
 *   },
 * });
 */
export class LlmServiceStacks<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** The stacks, by environment. They are children of the scope, because CDKTF knows them by their id. */
  readonly stacks: Readonly<Record<EnvName<S>, LlmServiceStack<ServiceIn<S>>>>;

  /** @throws InvalidInputError with every problem of all environments at once */
  constructor(scope: Construct, id: string, props: LlmServiceStacksProps<S>) {
    const problems = new Problems();
    requireFolder(problems, id);
    const allowed = "an object with service, environments and what all of them share";
    problems.require(isRecord(props), "props", props, allowed);
    problems.throwIfAny("the stacks of an LLM service");
    const perEnvironment = propsOfEnvironments(props);
    const stacks = perEnvironment.map(
      ({ env, props }) => [env, new LlmServiceStack(scope, `${id}-${env}`, props)] as const,
    );
    this.stacks = Object.fromEntries(stacks) as unknown as typeof this.stacks;
  }
}

interface InEnvironment {
  readonly env: string;
  readonly props: LlmServiceStackProps;
}

function propsOfEnvironments<S extends LlmServiceDeclaration>(
  props: LlmServiceStacksProps<S>,
): InEnvironment[] {
  const { service, environments, ...shared } = props;
  validateLlmService(service);
  const subject = `the stacks of LLM service ${JSON.stringify(service.service)}`;
  const given: Readonly<Record<string, object | undefined>> = { ...environments };
  checkEnvironments(service, given).throwIfAny(subject);
  const merged = environmentsOf(service).map((env) => ({
    env,
    // What lacks is found below, as in the props of a single stack.
    props: {
      ...mergeProps(shared, { ...given[env] }),
      service: serviceIn<LlmServiceDeclaration, string>(service, env),
    } as LlmServiceStackProps,
  }));
  problemsOf(merged, given).throwIfAny(subject);
  return merged;
}

function checkEnvironments(
  service: LlmServiceDeclaration,
  given: Readonly<Record<string, unknown>>,
): Problems {
  const problems = new Problems();
  const declared = environmentsOf(service);
  for (const env of declared) {
    const allowed = "its settings, {} where none differs: the service is declared for it";
    problems.require(isRecord(given[env]), `environments.${env}`, given[env], allowed);
  }
  for (const [env, settings] of Object.entries(given)) {
    const known = declared.includes(env);
    problems.require(known, `environments.${env}`, settings, declared.join(", "));
  }
  return problems;
}

/** The problems of all environments, each at the place where its value was written, and once. */
function problemsOf(
  merged: readonly InEnvironment[],
  given: Readonly<Record<string, unknown>>,
): Problems {
  const problems = new Problems();
  const seen = new Set<string>();
  for (const { env, props } of merged) {
    for (const { path, given: value, allowed } of problemsIn(props)) {
      const place = isGiven(given[env], path) ? `environments.${env}.${path}` : path;
      if (!seen.has(place)) problems.add(place, value, allowed);
      seen.add(place);
    }
  }
  return problems;
}

function problemsIn(props: LlmServiceStackProps): InvalidInputError["problems"] {
  try {
    const { backend: _backend, ...ofService } = props;
    planLlmService(ofService);
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
}
