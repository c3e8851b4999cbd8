import { DEFAULT_SITE, type LlmServiceInEnv } from "../../telemetry";
import { DatadogSource, type ReleaseSource } from "../../release";
import type { SavedFile } from "../../release/sources/saved-answers";
import type { Incident, Scenario } from "../../lab";
import { DatadogApi } from "../datadog/datadog-api";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { oneObjectIn } from "../one-object";
import { LiveLines } from "../terminal";
import { UsageError } from "../usage-error";

/** Where to read from, as the command line names it. */
export interface SourceOptions {
  /** `datadog`, `lab`, or a file. */
  readonly source: string;
  readonly scenario: string;
  /** Of the lab's requests, the part that the candidate serves, such as 10%. */
  readonly share: string | undefined;
  readonly site: string | undefined;
  readonly apiUrl: string | undefined;
}

/** @throws UsageError where there is no such source */
export async function openSource(
  options: SourceOptions,
  service: LlmServiceInEnv,
): Promise<ReleaseSource> {
  if (options.source === "datadog") return datadogSource(options);
  if (options.source === "lab") return playedSource(options, service);
  return fileSource(options.source);
}

async function datadogSource({ site, apiUrl: other }: SourceOptions): Promise<ReleaseSource> {
  const [apiKey, appKey] = [fromEnvironment("DD_API_KEY"), fromEnvironment("DD_APP_KEY")];
  if (apiKey === undefined || appKey === undefined) {
    throw new UsageError(
      "compare asks Datadog: set DD_API_KEY and DD_APP_KEY in the environment (the application key " +
        "needs the scope timeseries_query), or name --source lab or a file.",
    );
  }
  const named = site ?? fromEnvironment("DD_SITE");
  const url = apiUrl(named === undefined ? DEFAULT_SITE : siteOf(named), other);
  const source = new DatadogSource(new DatadogApi({ url, apiKey, appKey }));
  await source.greet();
  return source;
}

/** Loaded late: Datadog's numbers need no lab. */
async function playedSource(
  { scenario: id, share }: SourceOptions,
  service: LlmServiceInEnv,
): Promise<ReleaseSource> {
  const [{ playTraffic, scenario }, { StoreSource }] = await Promise.all([
    import("../../lab/index.js"),
    import("../../release/sources/store-source.js"),
  ]);
  const found = scenarioNamed(() => scenario(id));
  const chosen = share === undefined ? found : servedTo(percentOf(share), found);
  if (chosen.appliesTo?.(service) === false) {
    throw new UsageError(`The scenario ${id} does not fit ${service.service}.`);
  }
  const live = new LiveLines();
  const onProgress = (done: number): void =>
    live.show([`playing ${id}: ${Math.round(100 * done)} %`]);
  const { store } = playTraffic(service, chosen, { onProgress }, () => ({
    advance: () => undefined,
  }));
  live.clear();
  return new StoreSource(`the lab's incident ${id}`, store);
}

/** Whenever the scenario serves both versions, so many requests are the candidate's. */
function servedTo(share: number, played: Scenario): Scenario {
  const { incident } = played;
  const candidateShare: Incident["candidateShare"] = (usual, moment) =>
    (incident.candidateShare?.(usual, moment) ?? usual) > 0 ? share : 0;
  return { ...played, incident: { ...incident, candidateShare } };
}

function percentOf(text: string): number {
  const [, percent] = /^([1-9]\d?)%$/.exec(text) ?? [];
  if (percent !== undefined) return Number(percent) / 100;
  throw new UsageError(`--share: ${JSON.stringify(text)} given; allowed: from 1% to 99%`);
}

function scenarioNamed<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function fileSource(named: string): Promise<ReleaseSource> {
  const files = named.split(",");
  const saved = savedIn(files);
  if (saved !== undefined) return savedSource(named, saved);
  const [file = "", ...others] = files;
  if (others.length > 0) {
    throw new UsageError(
      `--source: ${named} given; several files go together where all are results of evaluate, or all ` +
        "are of Datadog's query API.",
    );
  }
  const [{ openPoints, readFile }, { sourceOfPoints }] = await Promise.all([
    import("../recorded-points.js"),
    import("../../release/sources/store-source.js"),
  ]);
  return readFile(file, () => sourceOfPoints(file, openPoints(file)));
}

/** What the files hold, where each is one JSON object. */
function savedIn(files: readonly string[]): SavedFile[] | undefined {
  const saved: SavedFile[] = [];
  for (const name of files) {
    const json = oneObjectIn(name);
    if (json === undefined) return undefined;
    saved.push({ name, json });
  }
  return saved;
}

async function savedSource(named: string, saved: readonly SavedFile[]): Promise<ReleaseSource> {
  const { savedAnswers } = await import("../../release/sources/saved-answers.js");
  const { SavedSource } = await import("../../release/sources/saved-source.js");
  try {
    return new SavedSource(named, savedAnswers(saved));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new UsageError(`--source: ${error.message}`);
    }
    throw error;
  }
}
