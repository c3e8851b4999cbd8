import { dashboardOf, type Resource } from "./resources";

/** What a reviewer calls a resource, and what it stays when its address changes. */
export interface Identity {
  /** Such as `invalid_json on support-agent`, `dashboard "LLM health"`. */
  readonly subject: string;
  /** The same for a resource that only moved; unique within a stack in all but odd cases. */
  readonly key: string;
}

/**
 * Names resources. An alert of the constructs is known by its tag `alert:signal/key`; its parts carry no
 * service, so they take that of the alert they belong to.
 */
export function identities(resources: readonly Resource[]): (resource: Resource) => Identity {
  const owners = new Map<string, Owner>();
  for (const resource of resources) {
    const owner = ownerOf(resource);
    if (owner) owners.set(holderOf(resource), owner);
  }
  const several = servicesInSeveral([...owners.values()]);
  return (resource) => {
    const alert = tag(resource, "alert");
    if (alert === undefined) return { subject: plainSubject(resource), key: plainKey(resource) };
    const owner = ownerOf(resource) ?? owners.get(holderOf(resource));
    const { service = resource.stack, env = "" } = owner ?? {};
    const name = several.has(service) ? `${service} · ${env}` : service;
    return {
      subject: `${alert} on ${name}`,
      key: [alert, service, env, roleOf(resource)].filter(Boolean).join(" "),
    };
  };
}

interface Owner {
  readonly service: string;
  readonly env?: string;
}

function ownerOf(resource: Resource): Owner | undefined {
  const [service, env] = [tag(resource, "service"), tag(resource, "env")];
  return service === undefined ? undefined : { service, ...(env === undefined ? {} : { env }) };
}

/** What an alert's monitors have in common: their alert, and the construct that holds them. */
function holderOf(resource: Resource): string {
  const { stack, path = "" } = resource;
  return `${stack} ${path.replace(/\/[^/]*$/, "")} ${tag(resource, "alert") ?? ""}`;
}

/** Of a service in several environments, the environment has to be said. */
function servicesInSeveral(owners: readonly Owner[]): ReadonlySet<string> {
  const envs = new Map<string, Set<string | undefined>>();
  for (const { service, env } of owners) {
    envs.set(service, (envs.get(service) ?? new Set()).add(env));
  }
  return new Set([...envs].flatMap(([service, own]) => (own.size > 1 ? [service] : [])));
}

/** The value of the tag `key:value`, if the resource carries one. */
export function tag({ attributes }: Resource, key: string): string | undefined {
  const tags = attributes["tags"];
  if (!Array.isArray(tags)) return undefined;
  const found = tags.map(String).find((one) => one.startsWith(`${key}:`));
  return found?.slice(key.length + 1);
}

/** Parts of one alert differ in what they measure; the construct's path ends with its name. */
function roleOf(resource: Resource): string {
  return resource.path?.split("/").at(-1) ?? titleOf(resource) ?? resource.name;
}

function plainSubject(resource: Resource): string {
  const kind = resource.type
    .replace(/^datadog_/, "")
    .replace(/_json$/, "")
    .replace(/_/g, " ");
  const name = titleOf(resource) ?? resource.name;
  return kind === name ? kind : `${kind} ${JSON.stringify(name)}`;
}

function plainKey(resource: Resource): string {
  return `${resource.type} ${titleOf(resource) ?? resource.name}`;
}

function titleOf({ attributes }: Resource): string | undefined {
  const { name, title, metric, metric_name: configured } = attributes;
  const own = [name, title, metric, configured].find((one) => one !== undefined);
  const found = own ?? dashboardOf(attributes)?.["title"];
  return typeof found === "string" ? found : undefined;
}
