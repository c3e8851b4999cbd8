import type { KeptRequest, KeptSpan } from "../../../simulation";
import type { RunReport } from "../../model";
import { h } from "../dom";
import { format } from "../format";
import { clockWithSeconds } from "../time";
import { waterfall } from "./waterfall";

/**
 * The requests that were kept, and the one that is looked at.
 *
 * @param onOpen told of the one that the reader chooses
 */
export function tracesView(
  report: RunReport,
  opened: number | undefined,
  onOpen: (trace: number) => void,
): HTMLElement {
  const { traces } = report;
  const head = [
    h("h2", {}, "Traces"),
    h(
      "p",
      { class: "lead" },
      `Spans and tags as the runtime made them, of ${traces.length} requests from the incident on: `,
      "of each way to fail and of each version and model that works. The entry span stands for the ",
      "one of the service’s own framework.",
    ),
  ];
  if (traces.length === 0)
    return h("div", {}, ...head, h("p", { class: "message empty" }, "No request was kept."));
  const place = h("div", { class: "trace" });
  const buttons = traces.map((trace, index) =>
    h(
      "button",
      { type: "button", class: "trace-row", on: { click: () => choose(index) } },
      ...rowParts(trace),
    ),
  );
  const show = (index: number): void => {
    buttons.forEach((button, at) => {
      if (at === index) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    const trace = traces[index];
    if (trace) place.replaceChildren(waterfall(trace));
  };
  const choose = (index: number): void => {
    show(index);
    onOpen(index);
  };
  show(opened !== undefined && traces[opened] ? opened : mostTelling(traces));
  return h(
    "div",
    {},
    ...head,
    h(
      "div",
      { class: "traces" },
      h("nav", { class: "trace-list", "aria-label": "Requests" }, ...buttons),
      place,
    ),
  );
}

/** Of the most frequent failure, which comes first, the request in which most happened. */
function mostTelling(traces: readonly KeptRequest[]): number {
  const alike = traces.filter(({ failure }) => failure === traces[0]?.failure).slice(0, 3);
  const most = Math.max(...alike.map(({ spans }) => spans.length));
  return Math.max(
    0,
    alike.findIndex(({ spans }) => spans.length === most),
  );
}

function rowParts({ failure, spans }: KeptRequest): HTMLElement[] {
  const root = spans[0];
  const request = spans.find(({ name }) => name === "llm.request");
  const tag = (span: KeptSpan | undefined, name: string): string => String(span?.tags[name] ?? "–");
  return [
    h(
      "span",
      { class: failure === undefined ? "verdict good" : "verdict bad" },
      failure === undefined ? "✓ healthy" : `✗ ${failure}`,
    ),
    h("strong", {}, tag(request, "llm.prompt_version")),
    h("span", {}, tag(request, "llm.model")),
    h(
      "span",
      { class: "at" },
      `${clockWithSeconds((root?.start ?? 0) / 1_000)} · ${format(root?.duration ?? 0, "millisecond")}`,
    ),
  ];
}
