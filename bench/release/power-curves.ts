import { compareVersions } from "../../release";
import { onlyOnce } from "../../release/looks/looks";
import { Dice, INVALID_JSON, simulate } from "./simulate";

/** Requests of each version at which the power is measured. */
const SIZES = [50, 100, 150, 200, 300, 400, 600, 800, 1_200, 2_000, 3_000, 5_000];

interface Curve {
  readonly name: string;
  /** Classes of the stylesheet: colours and dashes. */
  readonly look: string;
  readonly candidate: number;
}

const BASELINE = 0.011;
const CURVES: readonly Curve[] = [
  { name: "1.1 % → 6.8 %", look: "a", candidate: 0.068 },
  { name: "1.1 % → 3.1 %", look: "b", candidate: 0.031 },
  { name: "1.1 % → 2.1 %", look: "c", candidate: 0.021 },
];

/** Share of regressions that are rolled back, by requests of each version; one look. */
function power(candidate: number, size: number, releases: number): number {
  const dice = new Dice(size);
  let found = 0;
  for (let release = 0; release < releases; release += 1) {
    const cells = simulate(dice, {
      requests: 2 * size,
      hours: 24,
      share: () => 0.5,
      rate: (_model, _hour, side) => (side === "candidate" ? candidate : BASELINE),
      // One stratum: the example that others know.
      mix: () => 1,
    });
    const { decision } = compareVersions(cells, [{ measure: INVALID_JSON, cells }], onlyOnce);
    if (decision === "roll_back") found += 1;
  }
  return found / releases;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 320, 48, 40, 16];

export function powerCurves(releases: number): string {
  const x = (size: number): number =>
    LEFT +
    ((Math.log(size) - Math.log(50)) / (Math.log(5_000) - Math.log(50))) * (WIDTH - LEFT - 120);
  const y = (share: number): number => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  const text = (at: readonly [number, number], words: string, anchor = "middle"): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  const lines = CURVES.map(({ name, look, candidate }) => {
    const points = SIZES.map((size) => [x(size), y(power(candidate, size, releases))] as const);
    const path = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ");
    const [lastX, lastY] = points.at(-1)!;
    return `<polyline class="${look}" points="${path}"/>${text([lastX + 6, lastY + 4], name, "start")}`;
  });
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      `<line x1="${LEFT}" x2="${WIDTH - 120}" y1="${y(share)}" y2="${y(share)}"/>${text([LEFT - 6, y(share) + 4], `${100 * share} %`, "end")}`,
  );
  const sizes = [50, 100, 200, 400, 1_000, 2_000, 5_000].map((size) =>
    text([x(size), HEIGHT - BOTTOM + 18], String(size)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Share of regressions that are rolled back, by requests of each version">
<style>text{font:12px sans-serif;fill:#555}line{stroke:#ddd}polyline{fill:none;stroke-width:2}.a{stroke:#0072b2}.b{stroke:#d55e00;stroke-dasharray:6 3}.c{stroke:#009e73;stroke-dasharray:2 3}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...shares, ...sizes, ...lines, text([(WIDTH - 72) / 2, HEIGHT - 6], "requests of each version")].join("\n")}
</svg>
`;
}
