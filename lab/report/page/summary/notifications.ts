import type { NotificationSent } from "../../../run";
import type { RunReport } from "../../model";
import { h } from "../dom";
import { folded } from "../folded";
import { markdown } from "../markdown";
import type { ResolveLink } from "./dashboard-link";
import { groupLabel } from "../monitors/monitor-chart";
import { statusClass } from "../status";
import { clock, momentText } from "../time";

const WORDS: Readonly<Record<NotificationSent["transition"], string>> = {
  triggered: "Triggered",
  recovered: "Recovered",
  changed: "Changed",
  renotified: "Reminded",
};

/** Who was told what, in order; the message opens below. */
export function notificationList(report: RunReport, resolve: ResolveLink): HTMLElement {
  const { notifications, onset, isReplay } = report;
  if (notifications.length === 0) {
    return h("p", { class: "message empty" }, "Nobody was told anything.");
  }
  const list = (some: readonly NotificationSent[]): HTMLElement =>
    h(
      "ol",
      { class: "notifications" },
      ...some.map((one) =>
        h(
          "li",
          { "data-transition": one.transition },
          h(
            "details",
            {},
            h(
              "summary",
              {},
              h(
                "span",
                { class: "when" },
                h("strong", {}, momentText(report, one.minute)),
                isReplay !== true && h("span", {}, clock(onset + one.minute * 60)),
              ),
              h(
                "span",
                { class: `badge ${statusClass(one.status)}` },
                `${WORDS[one.transition]} · ${one.status}`,
              ),
              h(
                "span",
                { class: "what" },
                h("strong", {}, one.title),
                h("span", {}, groupLabel(one.group)),
              ),
              h("span", { class: "who" }, one.receivers.map((name) => `@${name}`).join(" ")),
            ),
            h("div", { class: "rendered" }, markdown(one.message, resolve)),
          ),
        ),
      ),
    );
  return h("div", {}, ...folded(notifications, list, "notifications"));
}
