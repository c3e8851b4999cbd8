import { token } from "./theme";

const PALETTE = 8;
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [8, 3, 2, 3]];

/** How a series is drawn: by colour, and by dashes for those who do not see it. */
export interface Look {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** The look of a series by its position in the chart: neighbours differ in both. */
export function look(position: number): Look {
  return {
    colour: token(`series-${(position % PALETTE) + 1}`),
    dash: DASHES[position % DASHES.length] ?? [],
  };
}
