import { writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_RUNBOOKS, linksUrl } from "../../constructs/addresses";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { monitorsOfExport } from "../../lab";
import { differences, type Surroundings } from "../../review/import/differences";
import { exportedMonitor, type ExportedMonitor } from "../../review/import/exported-monitor";
import { importMonitors, NO_ID } from "../../review/import/import-monitors";
import { importService, type ImportedService } from "../../review/import/import-service";
import { monitorsOfState, othersOfState } from "../../review/import/read-state";
import { nameInEnv } from "../../telemetry";
import { parse } from "../arguments";
import { importedModule, importName } from "../import/module-text";
import { loadApp } from "../load-app";
import { readJsonFile } from "../read-json";
import { inLine } from "../terminal-safe";
import { UsageError } from "../usage-error";

/** Takes a team's own monitors over: as Terraform JSON, or as settings of the app's services. */
export async function importCommand(args: readonly string[]): Promise<void> {
  const values = parse("import", args, {
    monitors: { type: "string" },
    state: { type: "string" },
    app: { type: "string" },
    out: { type: "string" },
  });
  const read = source(values.monitors, values.state);
  if (values.app === undefined) asJson(read.monitors, values.out ?? "imported.tf.json");
  else await asSettings(read.monitors, values.app, values.out ?? "imported.ts");
  if (read.addresses.length > 0) {
    say("Then let the old configuration forget them, or it deletes them:", [
      ...read.addresses.map((address) => `terraform state rm ${quoted(address)}`),
    ]);
  }
  say("Not imported, since import takes monitors only; keep their configuration as it is:", [
    ...[...read.others].map(([type, count]) => `${count} ${type}`),
  ]);
}

interface Source {
  readonly monitors: readonly ExportedMonitor[];
  /** Where they stand in a state. */
  readonly addresses: readonly string[];
  /** What else of Datadog's stands there, by type. */
  readonly others: ReadonlyMap<string, number>;
}

function source(monitors: string | undefined, state: string | undefined): Source {
  if (monitors === undefined && state === undefined) {
    throw new UsageError("import needs --monitors <file>, or --state <file>.");
  }
  const [flag, file = ""] = monitors === undefined ? ["--state", state] : ["--monitors", monitors];
  const read = monitors === undefined ? inState : inExport;
  return readJsonFile(`${flag} ${file}`, file, read, withExactIds);
}

function inState(json: unknown): Source {
  const found = monitorsOfState(json);
  const others = othersOfState(json);
  if (found.length === 0) throw noMonitor(others);
  return {
    monitors: checkedMonitors(found.map(({ monitor }) => monitor)),
    addresses: found.map(({ address }) => address),
    others,
  };
}

function inExport(json: unknown): Source {
  return { monitors: checkedMonitors([json].flat()), addresses: [], others: new Map() };
}

/** @throws SyntaxError where one is no monitor */
function checkedMonitors(list: readonly unknown[]): ExportedMonitor[] {
  monitorsOfExport(list);
  return list.map(exportedMonitor);
}

function noMonitor(others: Source["others"]): SyntaxError {
  const instead = [...others].map(([type, count]) => `${count} ${type}`).join(", ");
  return new SyntaxError(
    `there is no monitor in this state${instead === "" ? "" : `, only ${instead}`}; import takes monitors only`,
  );
}

/** A block at the beginning of a line, which JSON never has. */
const IS_TERRAFORM = /^(?:resource|module|variable|locals|terraform|provider) *["{]/m;

/** JavaScript rounds whole numbers beyond 2^53, and another id is another monitor: they become texts. */
function withExactIds(text: string): unknown {
  if (IS_TERRAFORM.test(text)) {
    throw new SyntaxError(
      "this is Terraform's own language; name its terraform.tfstate, or what terraform show -json prints, with --state",
    );
  }
  return JSON.parse(
    text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (found) =>
      found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
    ),
  );
}

function asJson(monitors: readonly ExportedMonitor[], out: string): void {
  const { json, notExpressed } = importMonitors(monitors);
  write(out, `${JSON.stringify(json, null, 2)}\n`);
  const count = Object.keys(json.resource.datadog_monitor).length;
  const monitorsText = `${count} ${count === 1 ? "monitor" : "monitors"}`;
  console.log(
    `${out}: ${monitorsText}, ${json.import.length} of them by ${count === 1 ? "its id" : "their ids"}.`,
  );
  say("Not expressed, so look at it by hand:", notExpressed);
  console.log("\nNext: terraform plan; it should import them and change nothing.");
}

async function asSettings(
  monitors: readonly ExportedMonitor[],
  module: string,
  out: string,
): Promise<void> {
  const found = (await servicesOf(module)).flatMap(({ service, around }) => {
    const imported = importService(monitors, service, around.runbooks);
    return imported ? [{ imported, around }] : [];
  });
  const used = new Set(
    found.flatMap(({ imported }) =>
      imported.alerts.flatMap(({ page, parts }) => [page, ...parts.values()]),
    ),
  );
  const others = monitors.filter((one) => !used.has(one));
  const services = found.map(({ imported }) => imported);
  write(out, importedModule(services, others));
  console.log(
    `${out}: ${used.size} monitors as settings of ${services.length} services, ${others.length} as they are.`,
  );
  const { notExpressed } = importMonitors(others);
  const changed = found.flatMap(({ imported, around }) => differences(imported, around));
  const lost = [...used].flatMap(({ id, name, notExpressed: left }) =>
    [...left, ...(id === undefined ? [NO_ID] : [])].map((one) => `${JSON.stringify(name)}: ${one}`),
  );
  say("What no setting expresses, so the first apply changes it:", [...changed, ...lost]);
  say("Not expressed, so look at it by hand:", notExpressed);
  const rest =
    others.length === 0 ? [] : ["otherMonitors(stack), in whichever stack they shall stand"];
  say("Next, in your app:", [...services.flatMap((one) => usageLines(one, services)), ...rest]);
}

function usageLines(imported: ImportedService, services: readonly ImportedService[]): string[] {
  const name = importName(imported, services);
  return [
    `${nameInEnv(imported.service)}: ...${name}.settings among its props,`,
    `  and .monitors.importFrom(${name}.ids) of its LlmService (stack.llmService)`,
  ];
}

interface AppService {
  readonly service: ImportedService["service"];
  readonly around: Surroundings;
}

async function servicesOf(module: string): Promise<AppService[]> {
  const app = await loadApp(path.resolve(module));
  return app.node.findAll().flatMap((construct) => {
    if (!isLlmServiceMonitors(construct)) return [];
    const { runbooks = DEFAULT_RUNBOOKS, messageLines = [], ...links } = construct["settings"];
    return [
      {
        service: construct.service,
        around: { runbooks, messageLines, datadogUrl: linksUrl(links) },
      },
    ];
  });
}

/** For a shell, to which a key of `for_each` may be anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function say(title: string, lines: readonly string[]): void {
  if (lines.length > 0)
    console.log([`\n${title}`, ...lines.map((one) => `  ${inLine(one)}`)].join("\n"));
}

/** A file of the user's is never written over. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    throw new UsageError(`--out ${file}: ${(error as Error).message}`);
  }
}
