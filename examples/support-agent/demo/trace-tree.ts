import type { Span } from "../../../lab/agent";
import { SPANS, type SpanDefinition, type SpanName, type SpanTag } from "../../../telemetry";
import { shown } from "./shown";

/** Every span carries them; the tree shows each where it is decided. */
const COMMON_TAGS: Partial<Record<SpanName, readonly SpanTag[]>> = {
  "prompt.render": ["llm.prompt_name", "llm.prompt_version"],
  "llm.request": ["llm.provider", "llm.model"],
};

/** Draws a trace: spans in the order of their start, each with what the contract says it carries. */
export function traceTree(root: Span, spans: readonly Span[]): string[] {
  return [root.resource, ...branches(root, spans).map((line) => `  ${line}`)];
}

function branches(span: Span, spans: readonly Span[]): string[] {
  const children = spans
    .filter((child) => child.parentId === span.spanId && !isFromPlugin(child))
    .sort((one, other) => Number(one.start - other.start));
  const entries = [
    ...tagsOf(span).map(([tag, value]) => [`${tag}: ${value}`]),
    ...children.map((child) => [child.name, ...branches(child, spans)]),
  ];
  return entries.flatMap(([head = "", ...below], index) => {
    const last = index === entries.length - 1;
    return [
      `${last ? "└──" : "├──"} ${head}`,
      ...below.map((line) => `${last ? "   " : "│  "} ${line}`),
    ];
  });
}

function tagsOf({ name, meta, metrics }: Span): [string, string][] {
  if (!isSpanName(name)) return [];
  const { tags, numbers }: SpanDefinition = SPANS[name];
  return [...(COMMON_TAGS[name] ?? []), ...tags, ...numbers].flatMap((tag) => {
    const value = meta[tag] ?? metrics[tag];
    return value === undefined ? [] : [[tag, shown(value)]];
  });
}

/** dd-trace's plugins add `http.request` and `tcp.connect` below a model call. */
function isFromPlugin({ meta }: Span): boolean {
  return "component" in meta;
}

function isSpanName(name: string): name is SpanName {
  return name in SPANS;
}
