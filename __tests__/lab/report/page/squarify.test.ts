import fc from "../../../support/fast-check";
import { tile } from "../../../../lab/report/page/dashboard/widgets/squarify";

describe("tiles", () => {
  it("have the areas of their values, fill the box, and do not overlap", () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, (given) => {
        const items = given.sort((a, b) => b - a).map((value) => ({ value }));
        const total = given.reduce((sum, value) => sum + value, 0);
        const tiles = tile(items, { x: 0, y: 0, width: 160, height: 100 });
        expect(tiles.map(({ item }) => item)).toEqual(items);
        for (const { item, x, y, width, height } of tiles) {
          expect(width * height).toBeCloseTo((item.value / total) * 16_000, 3);
          expect(x + width).toBeLessThanOrEqual(160.001);
          expect(y + height).toBeLessThanOrEqual(100.001);
        }
        for (const [index, a] of tiles.entries()) {
          for (const b of tiles.slice(index + 1)) {
            const overlap =
              Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1e-6 &&
              Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1e-6;
            expect(overlap).toBe(false);
          }
        }
      }),
    );
  });
});
