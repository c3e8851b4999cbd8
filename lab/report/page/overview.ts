import type { FiredSignal, ReportHead } from "../model";
import { h } from "./dom";
import { addressOf, OVERVIEW } from "./place";
import { momentText } from "./time";

/**
 * All runs of the file, by service: what fired in which scenario, and whether it should have.
 *
 * @param only the service whose scenarios are shown; all of them where the file has no such service
 */
export function overview(
  all: readonly ReportHead[],
  open: (run: number) => void,
  only?: string,
): HTMLElement {
  const known = [...new Set(all.map(({ service }) => service))];
  const services = known.includes(only ?? "") ? known.filter((one) => one === only) : known;
  const heads = all.filter(({ service }) => services.includes(service));
  const isReplay = heads.every((head) => head.isReplay === true);
  return h(
    "div",
    { class: "overview" },
    h(
      "div",
      { class: "heading" },
      known.length > 1 ? servicesNav(known, services) : h("p", { class: "eyebrow" }, known[0]),
      h(
        "h1",
        {},
        isReplay ? "What the alerts would have done" : "Which alert fires on which incident",
      ),
      heads.some(({ isJudged }) => isJudged) && outcome(heads),
      heads.some(({ before }) => before) && h("p", { class: "outcome" }, changedText(heads)),
    ),
    ...services.map((service) =>
      h(
        "section",
        { class: "card" },
        h("h2", {}, service),
        table(
          service,
          all.map((head, run) => ({ head, run })).filter(({ head }) => head.service === service),
          open,
        ),
      ),
    ),
  );
}

function outcome(heads: readonly ReportHead[]): HTMLElement {
  const failed = heads.filter(({ ok }) => !ok).length;
  return h(
    "p",
    { class: "outcome" },
    h(
      "span",
      { class: failed === 0 ? "verdict good big" : "verdict bad big" },
      failed === 0 ? "✓ As expected" : "✗ Not as expected",
    ),
    failed === 0
      ? `In ${heads.length} runs every expected alert fired, and no other.`
      : `${failed} of ${heads.length} runs are not as expected.`,
  );
}

function changedText(heads: readonly ReportHead[]): string {
  const changed = heads.filter(({ changes = 0 }) => changes > 0).length;
  if (changed === 0) return "Every alert does what it did before.";
  return `In ${changed} of ${heads.length} runs alerts do otherwise than before.`;
}

/** Each service has an address of its own: what a team shows of its service is one link. */
function servicesNav(known: readonly string[], shown: readonly string[]): HTMLElement {
  const isAll = shown.length === known.length;
  const place = { run: OVERVIEW, tab: "summary" };
  const link = (text: string, href: string, isCurrent: boolean): HTMLElement =>
    h("a", { href, "aria-current": isCurrent ? "page" : undefined }, text);
  return h(
    "nav",
    { class: "services", "aria-label": "Services" },
    link("All services", addressOf(place), isAll),
    ...known.map((service) =>
      link(service, addressOf({ ...place, service }), !isAll && shown.includes(service)),
    ),
  );
}

/** A recording has no expectations, and so no verdict. */
function headsOf(rows: readonly Row[]): string[] {
  const isReplay = rows.every(({ head }) => head.isReplay === true);
  const verdict = rows.some(({ head }) => head.isJudged) ? ["Verdict"] : [];
  return [isReplay ? "Recording" : "Scenario", "Alerts that fired", NOTIFICATIONS, ...verdict];
}

const NOTIFICATIONS = "Notifications";

interface Row {
  readonly head: ReportHead;
  readonly run: number;
}

function table(service: string, rows: readonly Row[], open: (run: number) => void): HTMLElement {
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": `Runs of ${service}` },
    h(
      "table",
      { class: "plain" },
      h("thead", {}, h("tr", {}, ...headsOf(rows).map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...rows.map(({ head, run }) => {
          const { scenario, title, fired, missed, notifications, ok, before, isJudged } = head;
          return h(
            "tr",
            {},
            h(
              "th",
              { scope: "row" },
              h(
                "button",
                { type: "button", class: "link", on: { click: () => open(run) } },
                scenario,
              ),
              title !== scenario && h("span", { class: "lane-group" }, title),
            ),
            h(
              "td",
              {},
              ...fired.map((one) => firedBadge(one, head)),
              ...missed.map((name) => h("span", { class: "chip is-missed" }, `${name}: silent`)),
              fired.length + missed.length === 0 &&
                h("span", { class: "at" }, head.nothingRecorded ? "nothing recorded" : "none"),
              before && h("span", { class: "lane-group" }, beforeText(before.fired, head)),
            ),
            h(
              "td",
              { "data-label": NOTIFICATIONS },
              before && before.notifications !== notifications && `${before.notifications} → `,
              notifications,
            ),
            isJudged &&
              h(
                "td",
                {},
                h(
                  "span",
                  { class: ok ? "verdict good" : "verdict bad" },
                  ok ? "✓ as expected" : "✗ not expected",
                ),
              ),
          );
        }),
      ),
    ),
  );
}

function beforeText(fired: readonly FiredSignal[], head: ReportHead): string {
  if (head.changes === 0) return "as before";
  const names = fired.map(({ signal, minute }) => `${signal} ${momentText(head, minute)}`);
  const text = `before: ${names.join(", ") || "none"}`;
  return head.changes === undefined ? text : `${text} · ${head.changes} changed`;
}

function firedBadge({ signal, minute, ok }: FiredSignal, head: ReportHead): HTMLElement {
  const text = `${signal} ${momentText(head, minute)}`;
  return h("span", { class: ok ? "chip" : "chip is-unwanted" }, text);
}
