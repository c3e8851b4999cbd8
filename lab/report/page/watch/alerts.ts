import type { AlertRow, AlertsState, Measure, WatchNotification } from "../../../watch/model";
import { h } from "../dom";
import { format } from "../format";
import { statusBadge } from "../status";
import { timeOfDay } from "./time-of-day";

let unfolded = false;

/** Which alert would page, those in trouble first; the others are folded. */
export function alertsPanel(state: AlertsState): HTMLElement {
  const { rows, services, evaluatedTo, notifications, unsupported } = state;
  const loud = rows.filter(isLoud);
  const quiet = rows.filter((row) => !isLoud(row));
  const manyServices = services.length > 1;
  return h(
    "section",
    { class: "card", "aria-labelledby": "alerts-head" },
    h("h2", { id: "alerts-head" }, headline(loud)),
    h(
      "p",
      { class: "lead" },
      evaluatedTo === undefined
        ? "Alerts are evaluated each minute; the first evaluation comes within a minute or two."
        : `Of ${services.join(", ")}, evaluated up to ${timeOfDay(evaluatedTo)}, each minute.`,
    ),
    loud.length > 0 && table("In trouble", loud, manyServices),
    quiet.length > 0 && folded(quiet, manyServices),
    notifications.length > 0 && told(notifications),
    unsupported.length > 0 &&
      h(
        "div",
        {},
        h("h3", {}, "Not evaluated: their silence proves nothing"),
        h("ul", {}, ...unsupported.map((text) => h("li", {}, text))),
      ),
  );
}

function headline(loud: readonly AlertRow[]): string {
  const paging = loud.filter(({ status }) => status === "Alert").length;
  if (paging > 0) return `${paging} would page`;
  return loud.length > 0 ? "Nothing would page; look at the warnings" : "Nothing would page";
}

function isLoud({ status }: AlertRow): boolean {
  return status !== undefined && status !== "OK";
}

function folded(rows: readonly AlertRow[], manyServices: boolean): HTMLElement {
  const details = h(
    "details",
    { open: unfolded },
    h("summary", {}, `${rows.length} quiet: what they measure, and their thresholds`),
    table("Quiet alerts", rows, manyServices),
  );
  details.addEventListener("toggle", () => (unfolded = details.open));
  return details;
}

function table(label: string, rows: readonly AlertRow[], manyServices: boolean): HTMLElement {
  return h(
    "div",
    { class: "rows", role: "list", "aria-label": label },
    ...rows.map((row) => {
      const group = Object.values(row.group).join(", ");
      return h(
        "div",
        { class: "alert-row", role: "listitem" },
        row.status ? statusBadge(row.status) : h("span", { class: "badge nodata" }, "no data"),
        h(
          "span",
          {},
          h("strong", {}, row.name),
          group !== "" && h("span", { class: "resource" }, ` ${group}`),
          manyServices && h("span", { class: "resource" }, ` ${row.service}`),
        ),
        h("span", { class: "measures" }, row.measures.map(measureText).join(" · ")),
      );
    }),
  );
}

const SIGNS: Readonly<Record<string, string>> = { ">=": "≥", "<=": "≤" };

function measureText({ value, comparator, threshold, unit }: Measure, index: number): string {
  const now = value === undefined ? "–" : format(value, unit);
  const limit = `${SIGNS[comparator] ?? comparator} ${format(threshold, unit)}`;
  return `${index === 0 ? "" : "guard "}${now} (${limit})`;
}

function told(notifications: readonly WatchNotification[]): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, "Who would have been told"),
    h(
      "ol",
      { class: "told" },
      ...notifications.map(({ time, status, title, receivers }) =>
        h(
          "li",
          {},
          h("span", { class: "at" }, timeOfDay(time)),
          statusBadge(status),
          h(
            "span",
            {},
            title,
            h("span", { class: "resource" }, ` ${receivers.map((one) => `@${one}`).join(" ")}`),
          ),
        ),
      ),
    ),
  );
}
