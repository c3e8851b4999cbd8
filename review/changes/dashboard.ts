import type { Difference } from "../change";
import { isEqual } from "../equal";
import { dashboardOf, type Attributes } from "../resources";
import { said } from "./attributes";
import { attributeLeaves } from "./leaves";
import { widgetChanges } from "./widgets";

/** What stands around the widgets and does more than to name or place them. */
const SHOWN_OTHERWISE = new Set(["template_variables", "template_variable_presets", "tabs"]);

/** Every difference between two states of one dashboard: by widget, then what stands around them. */
export function dashboardChanges(before: Attributes, after: Attributes): Difference[] {
  const { dashboard: text, ...besideBefore } = before;
  const { dashboard: newText, ...besideAfter } = after;
  const others = keysOf(besideBefore, besideAfter)
    .flatMap((key) => attributeLeaves(key, besideBefore[key], besideAfter[key]))
    .map((one): Difference => ({ ...one, risk: "cosmetic" }));
  return [...bodyChanges(before, after, text, newText), ...others];
}

function bodyChanges(
  before: Attributes,
  after: Attributes,
  text: unknown,
  newText: unknown,
): Difference[] {
  if (text === newText) return [];
  const [was, is] = [dashboardOf(before), dashboardOf(after)];
  if (!was || !is) {
    return [{ attribute: "dashboard", ...said("changed", "dashboard", text, newText) }];
  }
  const around = keysOf(was, is)
    .filter((key) => key !== "widgets" && !isEqual(was[key], is[key]))
    .flatMap((key) =>
      attributeLeaves(key, was[key], is[key]).map((one): Difference => ({
        ...one,
        attribute: `dashboard.${one.attribute}`,
        risk: SHOWN_OTHERWISE.has(key) ? "changed" : "cosmetic",
      })),
    );
  return [...widgetChanges(was["widgets"], is["widgets"]), ...around];
}

function keysOf(before: Attributes, after: Attributes): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}
