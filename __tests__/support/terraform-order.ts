/** A stack's resources, by type and logical id. */
export type TerraformResources = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, any>>>>>
>;

type Flat = ReadonlyMap<string, Readonly<Record<string, any>>>;

/** Two resources, by address: the second is deleted, and the first named it until now. */
export interface Naming {
  readonly by: string;
  readonly deleted: string;
}

/**
 * Deletions that Terraform does not put after the update or deletion of what names the resource.
 *
 * A resource is deleted after what named it in the state was deleted. What is created or updated waits
 * for the deletion of all that it named in the state; with `create_before_destroy`, which Terraform
 * reads from the state as well, the deletion waits instead. Whatever such a resource names counts as
 * set the same way.
 *
 * @see https://github.com/hashicorp/terraform/blob/main/docs/destroying.md
 * @see https://github.com/hashicorp/terraform/blob/main/internal/terraform/transform_destroy_cbd.go
 */
export function deletedWhileNamed(before: TerraformResources, after: TerraformResources): Naming[] {
  const [state, config] = [flatten(before), flatten(after)];
  const createdFirst = createdBeforeDestroy(state);
  return namings(state).filter(
    ({ by, deleted }) =>
      !config.has(deleted) &&
      // What goes along is deleted first in any case.
      config.has(by) &&
      !createdFirst.has(deleted),
  );
}

/** References of a configuration to resources that it does not hold. */
export function dangling(resources: TerraformResources): Naming[] {
  const flat = flatten(resources);
  return namings(flat).filter(({ deleted }) => !flat.has(deleted));
}

function flatten(resources: TerraformResources): Flat {
  return new Map(
    Object.entries(resources).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, body]) => [`${type}.${id}`, body] as const),
    ),
  );
}

function namings(resources: Flat): Naming[] {
  return [...resources].flatMap(([by, body]) =>
    referencesOf(body).map((deleted) => ({ by, deleted })),
  );
}

/** Addresses in `${type.id.attribute}`; `$${` is text. */
export function referencesOf(body: object): string[] {
  const found = JSON.stringify(body).matchAll(/(?<!\$)\$\{(datadog_\w+\.[\w-]+)\.\w+\}/g);
  return [...new Set([...found].map(([, address]) => address!))];
}

function createdBeforeDestroy(state: Flat): ReadonlySet<string> {
  const set = new Set<string>();
  const visit = (address: string): void => {
    const body = state.get(address);
    if (!body || set.has(address)) return;
    set.add(address);
    referencesOf(body).forEach(visit);
  };
  for (const [address, { lifecycle }] of state) {
    if (lifecycle?.create_before_destroy === true) visit(address);
  }
  return set;
}
