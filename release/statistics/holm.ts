/**
 * Which of several hypotheses fall, such that a true one falls in at most `alpha` of all cases: the
 * strictest level first, and one less strict after each that fell.
 *
 * @param fallsAt whether a hypothesis falls at a level
 * @returns for each, the level at which it fell, or `undefined` where it stands
 * @see Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
 * Statistics 6, 65–70. With looks in between: Ye, Y. et al. (2013). A group sequential Holm procedure
 * with multiple primary endpoints. Statistics in Medicine 32, 1112–1124.
 */
export function holm(
  count: number,
  alpha: number,
  fallsAt: (index: number, level: number) => boolean,
): (number | undefined)[] {
  const fallen = new Array<number | undefined>(count).fill(undefined);
  for (let standing = count; standing > 0;) {
    const level = alpha / standing;
    const falling = fallen.flatMap((at, index) =>
      at === undefined && fallsAt(index, level) ? [index] : [],
    );
    if (falling.length === 0) break;
    for (const index of falling) fallen[index] = level;
    standing -= falling.length;
  }
  return fallen;
}
