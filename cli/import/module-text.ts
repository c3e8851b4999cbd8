import { unescapeTerraform } from "../../lab/inputs/stack";
import type { ExportedMonitor } from "../../review/import/exported-monitor";
import { namesById, resourceNames } from "../../review/import/import-monitors";
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
  imported: ImportedService,
  services: readonly ImportedService[],
): string {
  const name = wordsOf(imported, services);
  const earlier = services.slice(0, services.indexOf(imported));
  const alike = earlier.filter((one) => wordsOf(one, services) === name).length;
  return `${name}${alike === 0 ? "" : alike + 1}Import`;
}

function wordsOf({ service }: ImportedService, services: readonly ImportedService[]): string {
  const isOnly = services.filter((one) => one.service.service === service.service).length === 1;
  const words = (isOnly ? service.service : nameInEnv(service)).match(/[A-Za-z0-9]+/g) ?? [];
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  return `${/^\d|^$/.test(camel) ? "service" : ""}${camel}`;
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
  const nameById = namesById(monitors);
  const named = monitors.map((monitor, index) => ({ monitor, name: names[index] ?? "" }));
  // A composite names its members, which have to stand above it.
  const ordered = [
    ...named.filter((one) => !isComposite(one.monitor)),
    ...named.filter((one) => isComposite(one.monitor)),
  ];
  const members = new Set(
    monitors.filter(isComposite).flatMap(({ attributes }) => idsIn(String(attributes["query"]))),
  );
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
    ...ordered.map(({ monitor, name }) => {
      const { id } = monitor;
      const isRead = id !== undefined && members.has(id);
      const args = [name, id, attributesIn(monitor, nameById)].map((one) => literal(one, 1));
      return `  ${isRead ? `const ${name}_monitor = ` : ""}add(${args.join(", ")});`;
    }),
    "}",
  ];
}

function isComposite({ attributes }: ExportedMonitor): boolean {
  return attributes["type"] === "composite";
}

function idsIn(query: string): readonly string[] {
  return query.match(/\b\d+\b/g) ?? [];
}

function attributesIn(
  monitor: ExportedMonitor,
  nameById: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const attributes = unescapeTerraform(monitor.attributes) as Readonly<Record<string, unknown>>;
  if (!isComposite(monitor)) return attributes;
  return { ...attributes, query: withReferences(String(attributes["query"]), nameById) };
}

/** Source text within a literal. */
class Code {
  constructor(readonly text: string) {}
}

/** The members of a composite by reference; one that is not in the file stays a number. */
function withReferences(query: string, nameById: ReadonlyMap<string, string>): Code {
  const text = query.replace(/[\\`]|\$(?=\{)/g, "\\$&").replace(/\b\d+\b/g, (id) => {
    const name = nameById.get(id);
    return name === undefined ? id : `\${${name}_monitor.id}`;
  });
  return new Code(`\`${text}\``);
}

/** A value as TypeScript, with plain keys where they may be. */
function literal(value: unknown, depth = 0): string {
  if (value instanceof Code) return value.text;
  const [pad, end] = ["  ".repeat(depth + 1), "  ".repeat(depth)];
  const list = (values: readonly unknown[]): string =>
    `[\n${values.map((one) => `${pad}${literal(one, depth + 1)},\n`).join("")}${end}]`;
  if (Array.isArray(value)) {
    const isNested = value.some((one) => typeof one === "object" && one !== null);
    return isNested ? list(value) : `[${value.map((one) => literal(one)).join(", ")}]`;
  }
  if (typeof value === "string") {
    const lines = value.split("\n");
    return lines.length === 1 ? quoted(value) : `${list(lines)}.join("\\n")`;
  }
  if (typeof value !== "object" || value === null)
    return value === undefined ? "undefined" : JSON.stringify(value);
  const lines = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${pad}${keyText(key)}: ${literal(inner, depth + 1)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${end}}`;
}

/** With the quotes that need fewer escapes. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes('"') && !text.includes("'")
    ? `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
    : json;
}

function keyText(key: string): string {
  // `__proto__: {}` would set the prototype.
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
