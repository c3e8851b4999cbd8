import type { ReportHead } from "../model";
import { h } from "./dom";

interface ShellProps {
  readonly heads: readonly ReportHead[];
  readonly run: number;
  readonly onRun: (run: number) => void;
  readonly onTheme: () => void;
  readonly content: HTMLElement;
}

/** What stays in place while runs and tabs change. */
export function shell({ heads, run, onRun, onTheme, content }: ShellProps): HTMLElement[] {
  return [
    h("a", { class: "skip", href: "#main" }, "Skip to the content"),
    h(
      "header",
      { class: "top" },
      h(
        "div",
        { class: "top-inner" },
        h(
          "span",
          { class: "brand" },
          h("span", { class: "mark", "aria-hidden": "true" }),
          "datadog-llm lab",
        ),
        heads.length > 1 && switcher(heads, run, onRun),
        h(
          "button",
          { type: "button", class: "quiet theme", on: { click: onTheme } },
          h("span", { "aria-hidden": "true" }, "◐"),
          h("span", {}, "Light or dark"),
        ),
      ),
    ),
    content,
    h(
      "footer",
      { class: "foot" },
      "Played through the real runtime on a simulated clock and evaluated by Datadog’s documented semantics, ",
      "without an account. Nothing in this report came from Datadog. All times are UTC.",
    ),
  ];
}

function switcher(
  heads: readonly ReportHead[],
  run: number,
  onRun: (run: number) => void,
): HTMLElement {
  const services = [...new Set(heads.map(({ service }) => service))];
  const select = h(
    "select",
    { class: "runs", "aria-label": "Run" },
    ...services.map((service) =>
      h(
        "optgroup",
        { label: service },
        ...heads.map(
          (head, index) =>
            head.service === service &&
            h(
              "option",
              { value: index, selected: index === run },
              `${head.ok ? "✓" : "✗"} ${service}: ${head.scenario}`,
            ),
        ),
      ),
    ),
  );
  select.addEventListener("change", () => onRun(Number(select.value)));
  return select;
}
