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
  const services = new Map<string, string>();
  for (const resource of resources) {
    const [alert, service] = [tag(resource, "alert"), tag(resource, "service")];
    if (alert !== undefined && service !== undefined) {
      services.set(`${resource.stack} ${alert}`, service);
    }
  }
  return (resource) => {
    const alert = tag(resource, "alert");
    if (alert === undefined) return { subject: plainSubject(resource), key: plainKey(resource) };
    const service = services.get(`${resource.stack} ${alert}`) ?? resource.stack;
    return { subject: `${alert} on ${service}`, key: `${alert} ${service} ${roleOf(resource)}` };
  };
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
  return `${kind} ${JSON.stringify(titleOf(resource) ?? resource.name)}`;
}

function plainKey(resource: Resource): string {
  return `${resource.type} ${titleOf(resource) ?? resource.name}`;
}

function titleOf({ attributes }: Resource): string | undefined {
  const { name, title, metric } = attributes;
  const own = [name, title, metric].find((one) => one !== undefined);
  const found = own ?? dashboardOf(attributes)["title"];
  return typeof found === "string" ? found : undefined;
}
