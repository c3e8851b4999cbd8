import { TerraformProvider, TerraformStack, Token } from "./cdktf";
import type { Construct } from "constructs";
import { InvalidInputError, type Problems } from "../telemetry";

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

/** Reports what is wrong with what monitors and dashboards share, beside the provider. */
export function checkSharedProps(problems: Problems, props: SharedProps): void {
  checkRoles(problems, props.restrictedRoles);
  const { namePrefix } = props;
  if (namePrefix === undefined) return;
  problems.require(
    typeof namePrefix === "string" && /\S/.test(namePrefix) && !/@\w|\{\{|[\r\n]/.test(namePrefix),
    "namePrefix",
    namePrefix,
    "text on one line, without {{…}} and without @name, which would notify",
  );
}

const ROLE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkRoles(problems: Problems, given: unknown): void {
  if (given === undefined) return;
  const filled = Array.isArray(given) && given.length > 0;
  if (!problems.require(filled, "restrictedRoles", given, "a list of at least one role's id"))
    return;
  (given as unknown[]).forEach((role, index) => {
    problems.require(
      typeof role === "string" && (ROLE_ID.test(role) || Token.isUnresolved(role)),
      `restrictedRoles[${index}]`,
      role,
      "a role's id, such as 24c4a6b2-1f0e-11f0-9d3a-da7ad0900002, and not its name",
    );
  });
}

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
  throw new InvalidInputError(`Stack ${JSON.stringify(stack.node.id)}`, [
    {
      path: "provider",
      given: TerraformProvider.isTerraformProvider(provider) ? provider.node.path : provider,
      allowed: "a DatadogProvider that was created in the same stack",
    },
  ]);
}
