export interface Tile<T> {
  readonly item: T;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides a box into tiles whose areas are the values: the larger half beside the smaller, along the
 * longer side, until each has its own.
 *
 * @param items The largest first; all values above 0.
 */
export function tile<T extends { readonly value: number }>(
  items: readonly T[],
  box: Box,
): Tile<T>[] {
  const [only] = items;
  if (!only) return [];
  if (items.length === 1) return [{ item: only, ...box }];
  const total = items.reduce((sum, { value }) => sum + value, 0);
  let taken = only.value;
  let count = 1;
  while (count < items.length - 1 && taken + (items[count]?.value ?? 0) / 2 < total / 2) {
    taken += items[count]?.value ?? 0;
    count += 1;
  }
  const share = taken / total;
  const { x, y, width, height } = box;
  const [first, second]: [Box, Box] =
    width >= height
      ? [
          { x, y, width: width * share, height },
          { x: x + width * share, y, width: width * (1 - share), height },
        ]
      : [
          { x, y, width, height: height * share },
          { x, y: y + height * share, width, height: height * (1 - share) },
        ];
  return [...tile(items.slice(0, count), first), ...tile(items.slice(count), second)];
}
