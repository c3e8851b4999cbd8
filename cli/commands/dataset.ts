import { existsSync, writeFileSync } from "node:fs";
import { DATADOG_SITES, DEFAULT_SITE } from "../../telemetry";
import { parse } from "../arguments";
import { hoursOf } from "../compare/span";
import { recordedCalls } from "../dataset/recorded-calls";
import { referencesOf, type Reference } from "../dataset/references";
import { searchFailedCalls, searchText, type FoundCalls } from "../dataset/search-spans";
import { ReadOnlyDatadog } from "../datadog/read-only";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { Failure } from "../failure";
import { requireWritable } from "../require-writable";
import { UsageError } from "../usage-error";

const OPTIONS = {
  recording: { type: "string" },
  from: { type: "string" },
  where: { type: "string" },
  last: { type: "string", default: "24h" },
  service: { type: "string" },
  env: { type: "string" },
  out: { type: "string", default: "failed-requests.jsonl" },
  site: { type: "string" },
  "api-url": { type: "string" },
} as const;

/** Writes references of failed requests as a data set: the team joins what was asked by the request id. */
export async function datasetCommand(args: readonly string[]): Promise<void> {
  const values = parse("dataset", args, OPTIONS);
  const { recording, from, where, out } = values;
  if (recording === undefined && from === undefined) {
    throw new UsageError("dataset needs --recording <file> or --from datadog.");
  }
  if (from !== undefined && from !== "datadog") {
    throw new UsageError(`--from: ${JSON.stringify(from)} given; allowed: datadog`);
  }
  if (existsSync(out)) {
    throw new UsageError(`${out} exists: name another file with --out <file>, or delete it.`);
  }
  requireWritable(out);
  const named = values.site ?? fromEnvironment("DD_SITE");
  const site = named === undefined ? DEFAULT_SITE : siteOf(named);
  const { calls, notes } =
    recording === undefined
      ? await found({ ...values, where, url: apiUrl(site, values["api-url"]) })
      : { calls: recordedCalls(recording, where), notes: [] };
  const references = referencesOf(calls, DATADOG_SITES[site].app);
  if (references.length === 0) throw nothing(recording, notes);
  writeFileSync(out, references.map((one) => `${JSON.stringify(one)}\n`).join(""));
  console.log(summary(out, references, notes));
}

interface Asked {
  readonly service?: string | undefined;
  readonly env?: string | undefined;
  readonly where: string | undefined;
  readonly last: string;
  readonly url: string;
}

async function found({ where, last, url, ...named }: Asked): Promise<FoundCalls> {
  const [apiKey, appKey] = [fromEnvironment("DD_API_KEY"), fromEnvironment("DD_APP_KEY")];
  const service = named.service ?? fromEnvironment("DD_SERVICE");
  const env = named.env ?? fromEnvironment("DD_ENV");
  if (apiKey === undefined || appKey === undefined) {
    throw new UsageError(
      "dataset --from datadog asks Datadog: set DD_API_KEY and DD_APP_KEY in the environment (the " +
        "application key needs the scope apm_read).",
    );
  }
  if (service === undefined || env === undefined) {
    throw new UsageError("dataset --from datadog needs --service <name> and --env <name>, too.");
  }
  const to = Date.now();
  const search = { service, env, where, from: to - 1_000 * hoursOf("--last", last), to };
  const answer = await searchFailedCalls(new ReadOnlyDatadog({ url, apiKey, appKey }), search);
  const asked = `Searched for ${searchText(search)}, of the last ${last}.`;
  return { ...answer, notes: [asked, ...answer.notes] };
}

function nothing(recording: string | undefined, notes: readonly string[]): Failure {
  return new Failure(
    recording === undefined
      ? [
          "No failed request was found, and nothing is written.",
          ...notes,
          "Datadog finds what a retention filter keeps: datadog-llm doctor says what that is.",
        ].join("\n")
      : `${recording} holds no failed call that matches, and nothing is written. What was recorded with ` +
          "--from datadog, or before ids were kept, has none.",
  );
}

function summary(out: string, references: readonly Reference[], notes: readonly string[]): string {
  const withoutId = references.filter((one) => one.request_id === undefined).length;
  const all = references.length;
  return [
    `${out}: ${all} failed ${all === 1 ? "request" : "requests"}, each by its ids; no text of any.`,
    ...(withoutId === 0
      ? []
      : [
          `${withoutId} without a request id: give withPrompt a requestId, by which what was asked is found.`,
        ]),
    ...notes,
    "Add what was asked to each line, from where you keep it, by its request_id. Then:",
    `  npx datadog-llm evaluate --dataset ${out} --run ./run.ts …`,
  ].join("\n");
}
