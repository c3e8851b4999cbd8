import { record } from "../../lab/inputs/record";
import type { Difference } from "../change";
import { canonical, isEqual } from "../equal";
import type { Attributes } from "../attributes";
import { leaves, leavesText, type Leaf } from "./leaves";

interface Widget {
  /** Its title, with a number where titles repeat beside each other. */
  readonly title: string;
  /** The titles of its groups and its own. */
  readonly name: string;
  /** Without the widgets in it. */
  readonly body: Attributes;
  readonly layout: unknown;
  readonly within: unknown;
}

/** What comes, goes, moves and differs among the widgets of a dashboard. */
export function widgetChanges(before: unknown, after: unknown): Difference[] {
  const found: Found = { gone: [], come: [], differences: [], placed: [] };
  compare(before, after, "", "", found);
  const moved = movedWidgets(found);
  const goes = found.gone.filter((one) => !moved.some(([from]) => from === one));
  const comes = found.come.filter((one) => !moved.some(([, to]) => to === one));
  return [
    ...goes.map((one) => whole(one, "no longer shows")),
    ...comes.map((one) => whole(one, "also shows")),
    ...found.differences,
    ...moved.map(([from, to]) => cosmetic(to, `${from.name} is now ${to.name}`)),
    ...placedElsewhere(found.placed),
  ];
}

interface Found {
  readonly gone: Widget[];
  readonly come: Widget[];
  readonly differences: Difference[];
  /** Same widgets at other places. */
  readonly placed: { readonly widget: Widget; readonly text: string }[];
}

function compare(
  before: unknown,
  after: unknown,
  nameBefore: string,
  nameAfter: string,
  found: Found,
): void {
  const [was, is] = [widgetsOf(before, nameBefore), widgetsOf(after, nameAfter)];
  const pairs = is.flatMap((one): [Widget, Widget][] => {
    const old = was.find(({ title }) => title === one.title);
    return old ? [[old, one]] : [];
  });
  const [gone, come] = [
    was.filter((one) => !pairs.some(([old]) => old === one)),
    is.filter((one) => !pairs.some(([, now]) => now === one)),
  ];
  const renamed = samePairs(gone, come, withoutTitle);
  found.gone.push(...gone.filter((one) => !renamed.some(([old]) => old === one)));
  found.come.push(...come.filter((one) => !renamed.some(([, now]) => now === one)));
  for (const [old, now] of renamed) {
    found.differences.push(cosmetic(now, `${old.name} is now called ${now.title}`));
  }
  for (const [old, now] of pairs) {
    const differing = leaves(old.body, now.body);
    if (differing.length > 0) found.differences.push(otherwise(now, differing));
    if (!isEqual(old.layout, now.layout)) {
      const text = leavesText(leaves(old.layout, now.layout));
      found.placed.push({ widget: now, text });
    }
    compare(old.within, now.within, `${old.name} › `, `${now.name} › `, found);
  }
  const order = pairs.map(([old]) => was.indexOf(old));
  if (order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0))) {
    found.differences.push({
      risk: "cosmetic",
      attribute: "dashboard.widgets",
      text: `${nameAfter}widgets in another order: ${pairs.map(([, { title }]) => title).join(", ")}`,
    });
  }
}

function widgetsOf(value: unknown, within: string): Widget[] {
  const seen = new Map<string, number>();
  return (Array.isArray(value) ? (value as unknown[]) : []).map((one) => {
    const { definition, ...layout } = record(one);
    const { widgets, ...body } = record(definition);
    const plain = JSON.stringify(body["title"] ?? body["type"] ?? "widget");
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    const title = times === 1 ? plain : `${plain} (${times})`;
    return { title, name: `${within}${title}`, body, layout, within: widgets };
  });
}

/** The same widget in another group. */
function movedWidgets({ gone, come }: Found): [Widget, Widget][] {
  return samePairs(gone, come, ({ body, within }) => canonical([body, within]));
}

function samePairs(
  before: readonly Widget[],
  after: readonly Widget[],
  keyOf: (widget: Widget) => string,
): [Widget, Widget][] {
  const left = new Set(after);
  return before.flatMap((old): [Widget, Widget][] => {
    const now = [...left].find((one) => keyOf(one) === keyOf(old));
    if (now === undefined) return [];
    left.delete(now);
    return [[old, now]];
  });
}

function withoutTitle({ body, within, layout }: Widget): string {
  const { title: _title, ...others } = body;
  return canonical([others, within, layout]);
}

function whole(widget: Widget, text: string): Difference {
  return {
    risk: "changed",
    attribute: `widget ${widget.name}`,
    text: `${text} ${widget.name}${contents(widget)}`,
  };
}

function contents({ within }: Widget): string {
  const count = Array.isArray(within) ? within.length : 0;
  return count === 0 ? "" : ` with ${count} ${count === 1 ? "widget" : "widgets"}`;
}

function cosmetic(widget: Widget, text: string): Difference {
  return { risk: "cosmetic", attribute: `widget ${widget.name}`, text };
}

/** What a widget measures or marks, as opposed to how it looks. */
const MEASURING =
  /^(?:requests|query|queries|markers|sort|time|filter|content|source|scope|split|event)/;

/** What says again, in words, what another setting of the widget says. */
const REPEATED = /\.(?:label|alias)$/;

function otherwise(widget: Widget, found: readonly Leaf[]): Difference {
  const telling = found.filter(({ path }) => !REPEATED.test(path));
  return {
    risk: found.some(({ path }) => MEASURING.test(path)) ? "changed" : "cosmetic",
    attribute: `widget ${widget.name}`,
    within: widget.name,
    text: leavesText((telling.length > 0 ? telling : found).map(named)),
  };
}

/** A setting by the name that a reader of the widget has for it. */
function named(leaf: Leaf): Leaf {
  const path = leaf.path
    .replace(/^markers\[\d+\]\.value$/, "line")
    .replace(/^requests\[\d+\]\.(?:queries\[\d+\]\.query|q)$/, "query")
    .replace(/^.*\.conditional_formats\[\d+\]\.value$/, "colour from");
  return { ...leaf, path };
}

/** One widget that grows pushes all that follow. */
function placedElsewhere(placed: Found["placed"]): Difference[] {
  if (placed.length > 3) {
    return [
      {
        risk: "cosmetic",
        attribute: "dashboard.widgets",
        text: `${placed.length} widgets stand elsewhere`,
      },
    ];
  }
  return placed.map(({ widget, text }) => ({ ...cosmetic(widget, text), within: widget.name }));
}
