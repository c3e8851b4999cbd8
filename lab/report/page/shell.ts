import type { ReportHead } from "../model";
import { h } from "./dom";
import { OVERVIEW } from "./place";
import { topBar } from "./top-bar";

interface ShellProps {
  readonly heads: readonly ReportHead[];
  readonly run: number;
  readonly onRun: (run: number) => void;
  readonly onTheme: () => void;
  readonly content: HTMLElement;
}

interface Shell {
  readonly elements: readonly HTMLElement[];
  /** Shows which run is looked at. */
  readonly choose: (run: number) => void;
}

/** What stays in place while runs and tabs change. */
export function shell({ heads, run, onRun, onTheme, content }: ShellProps): Shell {
  const select = switcher(heads, run, onRun);
  const elements = [
    ...topBar({ name: "datadog-llm lab", middle: heads.length > 1 && select, onTheme }),
    content,
    h(
      "footer",
      { class: "foot" },
      heads.every(({ isReplay }) => isReplay)
        ? "Recorded points, evaluated by Datadog’s documented semantics. Whether Datadog would do the same was not tried. "
        : "Played through the real runtime on a simulated clock and evaluated by Datadog’s documented semantics, without an account. Nothing in this report came from Datadog. ",
      "All times are UTC.",
    ),
  ];
  return { elements, choose: (chosen) => (select.value = String(chosen)) };
}

function switcher(
  heads: readonly ReportHead[],
  run: number,
  onRun: (run: number) => void,
): HTMLSelectElement {
  const services = [...new Set(heads.map(({ service }) => service))];
  const select = h(
    "select",
    { class: "runs", "aria-label": "Run" },
    h("option", { value: OVERVIEW, selected: run === OVERVIEW }, `All ${heads.length} runs`),
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
              `${verdictMark(head)}${service}: ${head.scenario}`,
            ),
        ),
      ),
    ),
  );
  select.addEventListener("change", () => onRun(Number(select.value)));
  return select;
}

/** Nothing is expected of a recording. */
function verdictMark({ isJudged, ok }: ReportHead): string {
  if (!isJudged) return "";
  return ok ? "✓ " : "✗ ";
}
