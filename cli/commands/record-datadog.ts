import { closeSync, existsSync, openSync, rmSync, writeSync } from "node:fs";
import { monitorsOfExport, monitorsOfStack, type MonitorDefinition } from "../../lab";
import { headerLine, pointLine } from "../../lab/recorder/format";
import { DEFAULT_SITE } from "../../telemetry";
import { hoursOf } from "../compare/span";
import { ReadOnlyDatadog } from "../datadog/read-only";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { isOfStacks, monitoredModules, watchedOf } from "../lab/watched-services";
import { readJsonFile } from "../read-json";
import { askedMetrics, type AskedMetric } from "../record/asked-metrics";
import { PAGE, queryMetric, STEP } from "../record/query-series";
import { LiveLines } from "../terminal";
import { UsageError } from "../usage-error";

export interface RecordDatadogOptions {
  readonly out: string;
  /** How far to look back, such as `7d`. */
  readonly last: string;
  /** Module of the app, or Terraform JSON: what its monitors read is recorded. */
  readonly app: string;
  readonly stacks: readonly string[];
  /** File of exported monitors, instead. */
  readonly monitors?: string | undefined;
  readonly site?: string | undefined;
  readonly apiUrl?: string | undefined;
}

/** Points of the last minutes may still be on their way. */
const SETTLED = 120;

/** Writes what Datadog has of the metrics that monitors read, as a recording. Nothing is written there. */
export async function recordDatadog(options: RecordDatadogOptions): Promise<void> {
  const { out, last, site } = options;
  const back = hoursOf("--last", last);
  if (existsSync(out)) {
    throw new UsageError(`${out} exists: name another file with --out <file>, or delete it.`);
  }
  const keys = requireKeys();
  const named = site ?? fromEnvironment("DD_SITE");
  const url = apiUrl(named === undefined ? DEFAULT_SITE : siteOf(named), options.apiUrl);
  const asked = askedMetrics(await monitorsToRead(options));
  if (asked.length === 0) throw new UsageError("The monitors read no metrics.");
  const end = Math.floor((Date.now() / 1_000 - SETTLED) / STEP) * STEP;
  const datadog = new ReadOnlyDatadog({ url, ...keys });
  const written = await writePages(datadog, asked, { from: end - back, to: end }, out);
  console.log(summary(out, asked, written).join("\n"));
}

/** Keys come from the environment only: a command line is seen by everyone on the machine. */
function requireKeys(): { readonly apiKey: string; readonly appKey: string } {
  const [apiKey, appKey] = [fromEnvironment("DD_API_KEY"), fromEnvironment("DD_APP_KEY")];
  if (apiKey !== undefined && appKey !== undefined) return { apiKey, appKey };
  throw new UsageError(
    "record --from datadog asks Datadog: set DD_API_KEY and DD_APP_KEY in the environment (the " +
      "application key needs the scope timeseries_query).",
  );
}

async function monitorsToRead(options: RecordDatadogOptions): Promise<MonitorDefinition[]> {
  const { app, stacks, monitors: file } = options;
  if (file !== undefined) {
    return readJsonFile(`--monitors: ${file}`, file, monitorsOfExport);
  }
  const modules = isOfStacks(app)
    ? monitoredModules(app, stacks)
    : (await watchedOf(app, stacks)).watched;
  return modules.flatMap(({ json }) => monitorsOfStack(json));
}

interface Written {
  readonly points: Map<string, number>;
  interval: number;
}

/** Page by page, so that the points come in the order of time and are not all held. */
async function writePages(
  datadog: ReadOnlyDatadog,
  asked: readonly AskedMetric[],
  { from, to }: { readonly from: number; readonly to: number },
  out: string,
): Promise<Written> {
  const descriptor = openSync(out, "wx");
  const live = new LiveLines();
  const metrics = [...new Set(asked.map(({ name }) => name))];
  const written: Written = { points: new Map(), interval: STEP };
  try {
    writeSync(descriptor, headerLine(new Date(from * 1_000), { metrics, means: true }));
    for (let start = from; start < to; start += PAGE) {
      const page: Awaited<ReturnType<typeof queryMetric>>["points"][number][] = [];
      for (const metric of asked) {
        live.show([`${Math.round((100 * (start - from)) / (to - from))} %: ${metric.name}`]);
        const { points, interval } = await queryMetric(
          datadog,
          metric,
          start,
          Math.min(to, start + PAGE),
        );
        for (const point of points) page.push(point);
        written.points.set(metric.name, (written.points.get(metric.name) ?? 0) + points.length);
        written.interval = Math.max(written.interval, interval);
      }
      page.sort((a, b) => a.timestamp - b.timestamp);
      writeSync(descriptor, page.map(pointLine).join(""));
    }
  } catch (error) {
    rmSync(out, { force: true });
    throw error;
  } finally {
    live.clear();
    closeSync(descriptor);
  }
  return written;
}

function summary(out: string, asked: readonly AskedMetric[], written: Written): string[] {
  const { points, interval } = written;
  const total = [...points.values()].reduce((sum, count) => sum + count, 0);
  const empty = asked.filter(({ name }) => (points.get(name) ?? 0) === 0).map(({ name }) => name);
  const ofValues = [...new Set(asked.flatMap((metric) => metric.ofValues))];
  return [
    `${out}: ${total.toLocaleString("en")} points of ${asked.length} metrics.`,
    `Datadog gave a point every ${interval} s: what happened within one is not known, so a page may come ` +
      `up to ${interval} s earlier or later than it did, and windows below ${5 * interval} s are coarse.`,
    ...(empty.length === 0 ? [] : [`No points: ${empty.join(", ")}.`]),
    ...(ofValues.length === 0
      ? []
      : [
          "Percentiles cannot be recorded: of a distribution there are totals and numbers only, so each value " +
            "is the mean of its minute. What these monitors do over the recording says nothing:",
          ...ofValues.map((name) => `  ${name}`),
        ]),
  ];
}
