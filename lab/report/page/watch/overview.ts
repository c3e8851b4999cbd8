import type { CallTotals } from "../../../watch/model";
import { h } from "../dom";
import { format } from "../format";
import { timeOfDay } from "./time-of-day";

/** What came in all. */
export function factsPanel(totals: CallTotals, startedAt: number): HTMLElement {
  const { requests, errors, inputTokens, outputTokens, dollars, costUnknown } = totals;
  const share =
    errors > 0 && requests > 0 ? ` (${format((100 * errors) / requests, "percent")})` : "";
  const unknown = costUnknown > 0 ? `, ${format(costUnknown)} calls without a price` : "";
  return h(
    "dl",
    { class: "facts" },
    fact("LLM calls", format(requests)),
    fact("Errors", `${format(errors)}${share}`),
    fact("Tokens in, out", `${format(inputTokens)}, ${format(outputTokens)}`),
    fact("Cost", `${format(dollars, "dollar")}${unknown}`),
    fact("Since", timeOfDay(startedAt)),
  );
}

function fact(name: string, value: string): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** What to do where nothing has arrived. */
export function emptyPanel(setUp: readonly string[]): HTMLElement {
  return h(
    "section",
    { class: "card waiting" },
    h("h2", {}, "Nothing has arrived yet"),
    h("p", { class: "lead" }, "In another terminal, start the service with"),
    h("pre", { tabindex: 0, "aria-label": "Environment of the service" }, setUp.join("\n")),
    h(
      "p",
      { class: "lead" },
      "and send it a request. dd-trace sends traces every two seconds, and metrics every ten.",
    ),
  );
}

export function hintsPanel(hints: readonly string[]): HTMLElement | undefined {
  if (hints.length === 0) return undefined;
  return h("ul", { class: "card hints" }, ...hints.map((hint) => h("li", {}, hint)));
}
