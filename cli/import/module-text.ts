import { unescapeTerraform } from "../../lab/inputs/stack";
import type { ExportedMonitor } from "../../review/import/exported-monitor";
import { resourceNames } from "../../review/import/import-monitors";
import type { ImportedService } from "../../review/import/import-service";
import { nameInEnv } from "../../telemetry";

/** The module that takes monitors over: settings and ids for each service, and the other monitors. */
export function importedModule(
  services: readonly ImportedService[],
  others: readonly ExportedMonitor[],
): string {
  return [
    "// Written by `datadog-llm import`; yours from here on.",
    ...(others.length === 0
      ? []
      : [
          'import type { Construct } from "constructs";',
          'import { DatadogResource } from "datadog-llm/constructs";',
        ]),
    ...services.flatMap((one) => ["", ...serviceLines(one, services)]),
    ...(others.length === 0 ? [] : ["", ...otherLines(others)]),
    "",
  ].join("\n");
}

/** Such as `supportAgentImport`; with the environment where the service has several. */
export function importName(
  { service }: ImportedService,
  services: readonly ImportedService[],
): string {
  const isOnly = services.filter((one) => one.service.service === service.service).length === 1;
  const words = (isOnly ? service.service : nameInEnv(service)).match(/[A-Za-z0-9]+/g) ?? [];
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  return `${/^\d/.test(camel) ? "service" : ""}${camel}Import`;
}

function serviceLines(imported: ImportedService, services: readonly ImportedService[]): string[] {
  const { settings, ids, service } = imported;
  return [
    `/** Keeps the alerts of ${nameInEnv(service)} as they were made by hand; \`false\` is what nobody had made. */`,
    `export const ${importName(imported, services)} = ${literal({ settings, ids })} as const;`,
  ];
}

function otherLines(monitors: readonly ExportedMonitor[]): string[] {
  const names = resourceNames(monitors);
  const nameById = new Map(monitors.map(({ id }, index) => [id, names[index] ?? ""]));
  const composites = monitors.filter(({ attributes }) => attributes["type"] === "composite");
  // A composite names its members, which have to stand above it.
  const ordered = [...monitors.filter((one) => !composites.includes(one)), ...composites];
  const lines = ordered.map((monitor) => {
    const name = nameById.get(monitor.id) ?? names[monitors.indexOf(monitor)] ?? "";
    const text = literal(unescapeTerraform(monitor.attributes), 1);
    const body = composites.includes(monitor) ? withReferences(text, nameById) : text;
    const id = monitor.id === undefined ? "undefined" : JSON.stringify(monitor.id);
    return `  const ${name}_monitor = add(${JSON.stringify(name)}, ${id}, ${body});`;
  });
  const used = lines.join("\n");
  return [
    "/** Monitors that measure what no signal does, as they were made by hand. */",
    "export function otherMonitors(scope: Construct): void {",
    "  const add = (",
    "    name: string,",
    "    id: string | undefined,",
    "    attributes: ConstructorParameters<typeof DatadogResource>[3],",
    "  ): DatadogResource => {",
    '    const monitor = new DatadogResource(scope, name, "datadog_monitor", attributes);',
    "    if (id !== undefined) monitor.importFrom(id);",
    "    return monitor;",
    "  };",
    ...lines.map((line) => {
      const [, declared = ""] = /^ {2}const (\w+) = /.exec(line) ?? [];
      const isRead = used.includes(`\${${declared}.id}`);
      return isRead ? line : line.replace(/^ {2}const \w+ = /, "  ");
    }),
    "}",
  ];
}

/** The members of a composite by reference; one that is not in the file stays a number. */
function withReferences(text: string, nameById: ReadonlyMap<string | undefined, string>): string {
  return text.replace(/^( *query: )"([^"]*)"/m, (_all, key: string, query: string) => {
    const referenced = query.replace(/\b\d+\b/g, (id) => {
      const name = nameById.get(id);
      return name === undefined ? id : `\${${name}_monitor.id}`;
    });
    return `${key}\`${referenced}\``;
  });
}

/** A value as TypeScript, with plain keys where they may be. */
function literal(value: unknown, depth = 0): string {
  const [pad, end] = ["  ".repeat(depth + 1), "  ".repeat(depth)];
  if (Array.isArray(value)) {
    return `[${value.map((one) => literal(one, depth)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const lines = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${pad}${keyText(key)}: ${literal(inner, depth + 1)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${end}}`;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
