import { h } from "../../dom";

/** What a widget says in place of a drawing. */
export function message(
  kind: "empty" | "problem",
  title: string,
  ...details: string[]
): HTMLElement {
  return h(
    "div",
    {
      class: `message ${kind}`,
      "data-message": kind,
      // Where there is no room for the details, they are shown on hovering.
      title: details.join(" ") || undefined,
    },
    h("strong", {}, title),
    ...details.map((detail) => h("span", {}, detail)),
  );
}

/** Says which metrics were not there: an empty graph may be right, and one has to know why. */
export function noData(metrics: readonly string[], sent: (metric: string) => boolean): HTMLElement {
  const absent = [...new Set(metrics)].filter((metric) => !sent(metric));
  return absent.length > 0
    ? message("empty", "Nothing was sent", `The run never sent ${absent.join(", ")}.`)
    : message("empty", "No data", "Nothing in this time range matches the variables.");
}
