const PALETTE = 8;
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [8, 3, 2, 3]];

/** How a series is drawn: by colour, and by dashes for those who do not see it. */
export interface Look {
  /** Name of a token: what it stands for depends on the theme, and on paper is that of the light one. */
  readonly colour: string;
  readonly dash: readonly number[];
  /** In pixels. @default 2 */
  readonly width?: number;
}

/** Places in the report's own colours, for the names of palettes that Datadog has. */
const PALETTES: Readonly<Record<string, readonly number[]>> = {
  ...{ blue: [1, 7, 6], cool: [1, 3, 7, 6], green: [3, 7, 5], purple: [6, 4, 1] },
  ...{ orange: [2, 5, 8], warm: [2, 5, 4, 8], red: [2, 4, 8] },
};

/** The look of a series by its position in the chart: neighbours differ in both. */
export function look(position: number, palette = ""): Look {
  const own = Object.hasOwn(PALETTES, palette) ? PALETTES[palette] : undefined;
  const colour = own ? own[position % own.length] : (position % PALETTE) + 1;
  return {
    colour: `series-${colour}`,
    dash: DASHES[position % DASHES.length] ?? [],
  };
}

const LINE_TYPES: Readonly<Record<string, readonly number[]>> = { dashed: [7, 4], dotted: [2, 3] };
const LINE_WIDTHS: Readonly<Record<string, number>> = { thin: 1, thick: 3.5 };

/** A look with the type and width of line that a graph asks for. */
export function styled(given: Look, type: string, width: string): Look {
  return {
    ...given,
    dash: LINE_TYPES[type] ?? given.dash,
    ...(LINE_WIDTHS[width] === undefined ? {} : { width: LINE_WIDTHS[width] }),
  };
}
