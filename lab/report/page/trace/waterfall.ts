import type { KeptRequest, KeptSpan } from "../../../simulation";
import { h, uniqueId } from "../dom";
import { format } from "../format";

/** A short span still has to be seen. */
const LEAST_SHARE = 0.004;

/** Characters of a tag's value that have room beside its name; a stack has a line of its own. */
const MAX_SHORT = 120;

/** The spans of a request over time; the chosen one's tags below. */
export function waterfall({ spans, failure }: KeptRequest): HTMLElement {
  const [root] = spans;
  if (!root) return h("p", { class: "message empty" }, "The request has no spans.");
  const end = Math.max(...spans.map(({ start, duration }) => start + duration));
  const total = Math.max(1, end - root.start);
  const tags = h("div", { class: "span-tags", "aria-live": "polite" });
  const rows = spans.map((span) => {
    const button = h(
      "button",
      { type: "button", class: span.failed ? "span-row failed" : "span-row" },
      h(
        "span",
        { class: "span-name", style: { "--depth": String(depth(span, spans)) } },
        h("span", { class: `dot ${kind(span)}` }),
        h("strong", {}, span.name),
        span.resource !== span.name && h("span", { class: "resource" }, span.resource),
      ),
      h("span", { class: "span-track" }, bar(span, root.start, total)),
      h(
        "span",
        { class: "span-time" },
        span.failed && h("span", { class: "badge alert" }, "error"),
        format(span.duration, "millisecond"),
      ),
    );
    button.addEventListener("click", () => select(button, span));
    return { button, span };
  });
  const select = (button: HTMLElement, span: KeptSpan): void => {
    for (const row of rows) row.button.setAttribute("aria-pressed", String(row.button === button));
    tags.replaceChildren(tagTable(span));
  };
  const first =
    rows.find(({ span }) => span.name === failure) ??
    rows.find(({ span }) => span.name === "llm.request") ??
    rows[0];
  if (first) select(first.button, first.span);
  return h(
    "div",
    { class: "waterfall card" },
    axis(total),
    h(
      "div",
      { class: "spans", role: "group", "aria-label": "Spans" },
      ...rows.map(({ button }) => button),
    ),
    tags,
  );
}

function depth(span: KeptSpan, spans: readonly KeptSpan[]): number {
  const parent = span.parent === undefined ? undefined : spans[span.parent];
  return parent ? depth(parent, spans) + 1 : 0;
}

/** Kinds have colours of their own; the name stands beside it. */
function kind({ name }: KeptSpan): string {
  return `kind-${name.replace(/\W/g, "-")}`;
}

function bar(span: KeptSpan, from: number, total: number): HTMLElement {
  const left = (span.start - from) / total;
  const width = Math.max(LEAST_SHARE, span.duration / total);
  return h("span", {
    class: `span-bar ${kind(span)}`,
    style: {
      left: `${Math.min(left, 1 - LEAST_SHARE) * 100}%`,
      width: `${Math.min(width, 1) * 100}%`,
    },
  });
}

function axis(total: number): HTMLElement {
  const quarters = [0, 0.25, 0.5, 0.75, 1];
  return h(
    "div",
    { class: "span-axis", "aria-hidden": "true" },
    h("span", {}),
    h(
      "span",
      { class: "span-track" },
      ...quarters.map((share) =>
        h("span", { style: { left: `${share * 100}%` } }, format(share * total, "millisecond")),
      ),
    ),
    h("span", {}),
  );
}

function tagTable({ name, tags }: KeptSpan): HTMLElement {
  const id = uniqueId("tags");
  const entries = Object.entries(tags).sort(([a], [b]) => a.localeCompare(b));
  return h(
    "section",
    { "aria-labelledby": id },
    h("h3", { id }, `Tags of ${name}`),
    h(
      "dl",
      {},
      ...entries.map(([tag, value]) => {
        const text = String(value);
        const props = text.length > MAX_SHORT ? { class: "long" } : {};
        return h("div", props, h("dt", {}, tag), h("dd", {}, text));
      }),
    ),
  );
}
