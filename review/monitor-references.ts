/** Where a composite's query names another monitor of the same stack. */
export const MONITOR_REFERENCE = /datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id/g;

/** Terraform's names of the monitors that a query names. */
export function referencedMonitors(query: string): string[] {
  return [...query.matchAll(MONITOR_REFERENCE)].map(([, plain, quoted]) => plain ?? quoted ?? "");
}
