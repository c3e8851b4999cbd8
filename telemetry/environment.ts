import { Problems } from "./problems";
import type { LlmServiceDeclaration } from "./service";

/** A declaration for one environment, from which monitors and dashboards are made. */
export interface LlmServiceInEnv extends LlmServiceDeclaration {
  readonly env: string;
}

/** The environments of a declaration, as a union of literals. */
export type EnvName<S extends LlmServiceDeclaration> = S["env"] extends string
  ? S["env"]
  : S["env"] extends readonly (infer E extends string)[]
    ? E
    : string;

/** A declaration in one of its environments, with all of its literal names. */
export type ServiceIn<S extends LlmServiceDeclaration, E extends string = EnvName<S>> = S & {
  readonly env: E;
};

/** The environments that a service is declared for. */
export function environmentsOf({ env }: LlmServiceDeclaration): readonly string[] {
  return typeof env === "string" ? [env] : env;
}

/**
 * The declaration of a service in one of its environments.
 *
 * @throws InvalidInputError where the service is not declared for it.
 * @example
 * new LlmServiceStack(app, "helpdesk-staging", {
 *   service: serviceIn(helpdesk, "staging"),
 *   notify: { alert: ["@slack-helpdesk"] },
 * });
 */
export function serviceIn<S extends LlmServiceDeclaration, E extends EnvName<S>>(
  service: S,
  env: E,
): ServiceIn<S, E> {
  const declared = environmentsOf(service);
  const problems = new Problems();
  problems.require(declared.includes(env), "env", env, declared.join(", "));
  problems.throwIfAny(`LLM service ${JSON.stringify(service.service)}`);
  return { ...service, env };
}

/** Reports a declaration of several environments where one is needed. */
export function checkOneEnvironment(problems: Problems, service: LlmServiceDeclaration): void {
  const [first] = environmentsOf(service);
  problems.require(
    typeof service.env === "string",
    "service.env",
    service.env,
    `one environment: take serviceIn(service, ${JSON.stringify(first)}), or LlmServiceStacks, which makes a stack for each`,
  );
}

/** A service in an environment, as people read it: in names, titles and headings. */
export function nameInEnv({ service, env }: Pick<LlmServiceInEnv, "service" | "env">): string {
  return `${service} · ${env}`;
}
