import { TerraformProvider, TerraformStack, Token } from "./cdktf";
import type { Construct } from "constructs";
import { check, isList, Problems, type Checks } from "../telemetry";

/** Which of a stack's Datadog providers a construct's resources belong to. */
export interface ProviderProps {
  /**
   * The provider of another Datadog organisation or site, which the same stack holds under an alias.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** What a team may set for monitors and dashboards alike. */
export interface SharedProps extends ProviderProps {
  /**
   * Ids of the roles that may edit; nobody else may, beside the creator.
   * @default - everyone whose role has the permission to write monitors or dashboards
   * @see https://docs.datadoghq.com/api/latest/roles/#list-roles
   */
  readonly restrictedRoles?: readonly string[];
  /**
   * Begins the name of every monitor and the title of every dashboard, such as `"ACME "`. A space at
   * its end is yours to write.
   * @default - names begin with the service's
   */
  readonly namePrefix?: string;
}

/** The shared ones among a construct's props. */
export function sharedProps(props: SharedProps): SharedProps {
  const { provider, restrictedRoles, namePrefix } = props;
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(restrictedRoles === undefined ? {} : { restrictedRoles }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
  };
}

const ROLE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ROLE = check.value(
  (given) => typeof given === "string" && (ROLE_ID.test(given) || Token.isUnresolved(given)),
  "a role's id, such as 24c4a6b2-1f0e-11f0-9d3a-da7ad0900002, and not its name",
);

const isPrefix = (given: unknown): boolean =>
  typeof given === "string" && /\S/.test(given) && !/@\w|\{\{|[\r\n]/.test(given);

/** What the shared properties take. */
export const SHARED_PROPS: Checks<SharedProps> = {
  // `providerOf` checks it, because only there the stack is known.
  provider: () => undefined,
  restrictedRoles: check.optional((problems, path, given) => {
    const isFilled = !isList(given) || given.length > 0;
    const allowed = "a list of at least one role's id";
    if (problems.require(isFilled, path, given, allowed))
      check.listOf(ROLE, allowed)(problems, path, given);
  }),
  namePrefix: check.optional(
    check.value(isPrefix, "text on one line, without {{…}} and without @name, which would notify"),
  ),
};

/**
 * The provider as a resource takes it.
 *
 * @throws InvalidInputError where it is no Datadog provider of the stack: Terraform would say so, much
 * later and by an alias that nobody wrote
 */
export function providerOf(scope: Construct, { provider }: ProviderProps): ProviderProps {
  if (provider === undefined) return {};
  const stack = TerraformStack.of(scope);
  const fits =
    TerraformProvider.isTerraformProvider(provider) &&
    provider.terraformResourceType === "datadog" &&
    TerraformStack.of(provider) === stack;
  if (fits) return { provider };
  const problems = new Problems();
  problems.add(
    "provider",
    TerraformProvider.isTerraformProvider(provider) ? provider.node.path : provider,
    "a DatadogProvider that was created in the same stack",
  );
  return problems.refuse(`the stack ${JSON.stringify(stack.node.id)}`);
}
