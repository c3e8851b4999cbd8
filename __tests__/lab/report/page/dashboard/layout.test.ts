import { filledIn } from "../../../../../lab/report/page/dashboard/filled-in";
import {
  gridStyle,
  inOrder,
  placeStyle,
  sectionsOf,
} from "../../../../../lab/report/page/dashboard/layout";
import {
  readDashboard,
  type Placed,
} from "../../../../../lab/report/page/dashboard/read-dashboard";

const widget = (type: string, layout?: readonly [number, number, number, number]): Placed => {
  if (!layout) return { definition: { type }, layout: undefined };
  const [x, y, width, height] = layout;
  return { definition: { type }, layout: { x, y, width, height } };
};

describe("the layout of a dashboard", () => {
  it("puts the widgets between groups into grids of their own, from their first row on", () => {
    const after = widget("timeseries", [4, 9, 4, 2]);
    const sections = sectionsOf([widget("note"), widget("group"), after]);
    expect(sections.map(({ kind }) => kind)).toEqual(["grid", "group", "grid"]);
    expect(placeStyle(after, [after])).toEqual({ "--column": "5 / span 4", "--row": "1 / span 2" });
  });

  it("reads by rows where there is one column, and as given where places are missing", () => {
    const [low, left, right] = [
      widget("toplist", [0, 2, 4, 2]),
      widget("note", [0, 0, 4, 2]),
      widget("slo", [4, 0, 4, 2]),
    ];
    expect(inOrder([low, right, left])).toEqual([left, right, low]);
    expect(inOrder([low, widget("note"), left])[0]).toBe(low);
    expect(placeStyle(widget("note"), [])).toEqual({});
  });

  it("lets a row grow with its note", () => {
    const beside = [widget("note", [0, 1, 4, 1]), widget("slo", [4, 1, 4, 2])];
    const rows = gridStyle([widget("note", [0, 0, 12, 1]), ...beside], false);
    expect(rows).toEqual({ "grid-template-rows": "auto minmax(96px, auto) 96px" });
  });

  it("gives a free layout as many columns as it is wide", () => {
    const style = gridStyle([widget("slo", [150, 0, 30, 10])], true);
    expect(style).toMatchObject({ "--columns": "180", "grid-auto-rows": "calc(100cqw / 180)" });
  });

  it("bounds places, however far they are said to be", () => {
    const layout = { x: -3, y: 1e12, width: 0, height: 2.4 };
    const { widgets } = readDashboard({ widgets: [{ definition: {}, layout }] });
    expect(widgets[0]?.layout).toEqual({ x: 0, y: 2_000, width: 1, height: 2 });
  });
});

it.each([
  ["$env", "env:staging, prod"],
  ["$env.value of $env.key", "staging, prod of env"],
  ["$who", "*"],
  [
    "$table.name. $table.name.value of $table.name.key, $env.other",
    "t:a. a of t, env:staging, prod.other",
  ],
  ["costs $5 in $other, ${env}", "costs $5 in $other, ${env}"],
])("fills in the template variables of %s", (text, filled) => {
  const variables = {
    env: { prefix: "env", values: ["staging", "prod"] },
    who: { prefix: "", values: ["*"] },
    "table.name": { prefix: "t", values: ["a"] },
  };
  expect(filledIn(text, variables)).toBe(filled);
});
