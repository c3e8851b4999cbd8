import { failedCallOf, FAILURES, type FailedCall } from "../../lab/recorder/failed-call";
import { SPANS } from "../../telemetry";
import type { ReadOnlyDatadog } from "../datadog/read-only";
import { Failure } from "../failure";

/** Spans of one answer; the documented most. */
const PAGE = 1_000;
/** The search may be asked 300 times an hour. */
const MAX_PAGES = 100;

export interface SpanSearch {
  readonly service: string;
  readonly env: string;
  /** In the syntax of the Trace Explorer; undefined for every way in which calls fail. */
  readonly where: string | undefined;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

export interface FoundCalls {
  readonly calls: readonly FailedCall[];
  /** What the reader has to know: not all may be there. */
  readonly notes: readonly string[];
}

export function searchText({ service, env, where }: SpanSearch): string {
  const names = Object.keys(SPANS).join(" OR ");
  const failed = ["status:error", ...Object.values(FAILURES).map((tag) => `@${tag.join(":")}`)];
  return `service:${service} env:${env} operation_name:(${names}) (${where ?? failed.join(" OR ")})`;
}

/**
 * Asks Datadog for the spans of failed calls, page by page.
 *
 * @throws Failure where Datadog refuses the key or the search, or does not answer
 * @see https://docs.datadoghq.com/api/latest/spans/#search-spans
 */
export async function searchFailedCalls(
  datadog: Pick<ReadOnlyDatadog, "searchSpans">,
  search: SpanSearch,
): Promise<FoundCalls> {
  const calls: FailedCall[] = [];
  const notes = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await pageOf(datadog, search, cursor);
    calls.push(...answer.spans.flatMap((span) => callOf(span) ?? []));
    for (const note of answer.notes) notes.add(note);
    cursor = answer.spans.length === 0 ? undefined : answer.cursor;
    if (cursor === undefined) return { calls, notes: [...notes] };
  }
  notes.add(
    `Only the first ${MAX_PAGES * PAGE} spans were read: choose fewer with --last or --where.`,
  );
  return { calls, notes: [...notes] };
}

interface Page {
  readonly spans: readonly unknown[];
  readonly cursor: string | undefined;
  readonly notes: readonly string[];
}

async function pageOf(
  datadog: Pick<ReadOnlyDatadog, "searchSpans">,
  search: SpanSearch,
  cursor: string | undefined,
): Promise<Page> {
  const answer = await datadog.searchSpans({
    data: {
      type: "search_request",
      attributes: {
        filter: { query: searchText(search), from: String(search.from), to: String(search.to) },
        sort: "timestamp",
        page: { limit: PAGE, ...(cursor !== undefined && { cursor }) },
      },
    },
  });
  switch (answer.kind) {
    case "ok":
      return readPage(answer.body);
    case "forbidden":
      throw new Failure(
        "Datadog refuses the keys: are DD_API_KEY and DD_APP_KEY of this site, and does the application " +
          "key have the scope apm_read? --site <site> or DD_SITE chooses the site.",
      );
    case "absent":
      throw new Failure("There is no search of spans at this address: check --site and --api-url.");
    case "refused":
      throw new Failure(`Datadog refuses the search ${searchText(search)}: ${answer.why}`);
    case "unanswered":
      throw new Failure(`Datadog does not answer: ${answer.why}. Nothing was written.`);
  }
}

function readPage(body: unknown): Page {
  const { data, meta } = Object(body) as { data?: unknown; meta?: unknown };
  if (!Array.isArray(data)) throw new Failure("Datadog's answer has not the documented form.");
  const { page, status, warnings } = Object(meta) as Readonly<Record<string, unknown>>;
  const { after } = Object(page) as { after?: unknown };
  const told = (Array.isArray(warnings) ? (warnings as unknown[]) : []).map((warning) => {
    const { title, detail } = Object(warning) as { title?: unknown; detail?: unknown };
    return `Datadog warns: ${[title, detail].filter((text) => typeof text === "string").join(": ")}.`;
  });
  return {
    spans: data,
    cursor: typeof after === "string" && after !== "" ? after : undefined,
    notes: [
      ...told,
      ...(status === "timeout" ? ["Datadog's search ran out of time: spans may be missing."] : []),
    ],
  };
}

function callOf(given: unknown): FailedCall | undefined {
  const { attributes } = Object(given) as { attributes?: unknown };
  const span = Object(attributes) as Readonly<Record<string, unknown>>;
  // Which of the two holds a span's own tags is not said; names with a dot may come as nested objects.
  const tags = { ...flat(span["attributes"]), ...flat(span["custom"]) };
  const { trace_id: traceId, start_timestamp: start, service, env } = span;
  if (typeof traceId !== "string" || typeof start !== "string") return undefined;
  const name = tags["operation_name"] ?? tags["name"];
  return failedCallOf({
    name: typeof name === "string" ? name : nameByTags(tags),
    // It was searched for as one that failed.
    isError: true,
    time: Date.parse(start) / 1_000,
    traceId,
    tags: { service, env, ...tags },
  });
}

/** Where an answer has no operation: a tag that one kind of span has alone. */
function nameByTags(tags: Readonly<Record<string, unknown>>): string {
  const has = (tag: string): boolean => tags[tag] !== undefined;
  if (has("json_valid")) return "output.validation";
  if (has("tool.status")) return "tool.call";
  if (has("eval.name")) return "eval.score";
  return has("rag.index") ? "rag.retrieval" : "llm.request";
}

function flat(given: unknown, prefix = ""): Record<string, unknown> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]): [string, unknown][] =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value, `${prefix}${key}.`))
        : [[prefix + key, typeof value === "boolean" ? String(value) : value]],
    ),
  );
}
