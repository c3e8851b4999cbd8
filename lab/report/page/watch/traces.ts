import type { KeptSpan } from "../../../simulation";
import type { WatchTrace } from "../../../watch/model";
import { h } from "../dom";
import { format } from "../format";
import { waterfall } from "../trace/waterfall";
import { timeOfDay } from "./time-of-day";

/** As many as the agent's side keeps. */
const MAX_TRACES = 100;

/**
 * The requests, newest first, and the tree of one. The newest is shown until the reader chooses one;
 * rows stay the same elements, so that neither focus nor choice is lost when others arrive.
 */
export class TracesPanel {
  readonly element = h("section", { class: "requests", hidden: true });
  private readonly list = h("nav", { class: "trace-list", "aria-label": "Requests" });
  private readonly place = h("div", { class: "trace" });
  private readonly head = h("h2", {});
  private readonly follow = h(
    "button",
    {
      type: "button",
      class: "quiet small",
      hidden: true,
      on: { click: () => this.followNewest() },
    },
    "Follow the newest",
  );
  private readonly rows = new Map<string, HTMLButtonElement>();
  private readonly traces = new Map<string, WatchTrace>();
  private chosen: string | undefined;

  constructor() {
    this.element.append(
      h("div", { class: "requests-head" }, this.head, this.follow),
      h("div", { class: "traces" }, this.list, this.place),
    );
  }

  get count(): number {
    return this.traces.size;
  }

  reset(traces: readonly WatchTrace[]): void {
    this.traces.clear();
    this.rows.clear();
    this.list.replaceChildren();
    this.place.replaceChildren();
    this.add(traces);
  }

  add(traces: readonly WatchTrace[]): void {
    for (const trace of traces) {
      this.traces.set(trace.id, trace);
      this.row(trace.id).replaceChildren(...rowParts(trace));
    }
    for (const id of this.traces.keys()) {
      // What is looked at stays until the reader goes on.
      if (this.traces.size <= MAX_TRACES) break;
      if (id !== this.chosen) this.remove(id);
    }
    if (this.chosen !== undefined && !this.traces.has(this.chosen)) this.chosen = undefined;
    this.element.hidden = this.traces.size === 0;
    this.head.textContent = `Last ${this.traces.size === 1 ? "request" : `${this.traces.size} requests`}`;
    const changed = new Set(traces.map(({ id }) => id));
    const shown = this.shown();
    if (shown !== undefined && changed.has(shown)) this.show(shown);
  }

  private row(id: string): HTMLButtonElement {
    let row = this.rows.get(id);
    if (!row) {
      row = h("button", {
        ...{ type: "button", class: "trace-row" },
        on: { click: () => this.choose(id) },
      });
      this.rows.set(id, row);
      this.list.prepend(row);
    }
    return row;
  }

  private remove(id: string): void {
    this.traces.delete(id);
    this.rows.get(id)?.remove();
    this.rows.delete(id);
  }

  private choose(id: string): void {
    this.chosen = id;
    this.follow.hidden = false;
    this.show(id);
  }

  private followNewest(): void {
    this.chosen = undefined;
    this.follow.hidden = true;
    const shown = this.shown();
    if (shown !== undefined) this.show(shown);
  }

  private shown(): string | undefined {
    return this.chosen ?? [...this.traces.keys()].at(-1);
  }

  private show(id: string): void {
    for (const [other, row] of this.rows) {
      if (other === id) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const trace = this.traces.get(id);
    if (!trace) return;
    const { spansLeftOut } = trace;
    this.place.replaceChildren(
      waterfall(trace),
      ...(spansLeftOut > 0 ? [h("p", { class: "lead" }, `${spansLeftOut} more spans came.`)] : []),
    );
  }
}

function rowParts({ failure, spans }: WatchTrace): HTMLElement[] {
  const [root] = spans;
  const call = spans.find(({ name }) => name === "llm.request") ?? root;
  const tag = (span: KeptSpan | undefined, name: string): string | undefined =>
    span?.tags[name] === undefined ? undefined : String(span.tags[name]);
  const title = tag(call, "llm.prompt_name") ?? root?.resource ?? "";
  const model = tag(call, "llm.model");
  return [
    h(
      "span",
      { class: failure === undefined ? "verdict good" : "verdict bad" },
      failure === undefined ? "✓ ok" : `✗ ${failure}`,
    ),
    h("strong", {}, title),
    h("span", {}, model ?? `${spans.length} span${spans.length === 1 ? "" : "s"}`),
    h(
      "span",
      { class: "at" },
      `${timeOfDay(root?.start ?? 0)} · ${format(root?.duration ?? 0, "millisecond")}`,
    ),
  ];
}
