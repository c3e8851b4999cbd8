import { BoundedList } from "../../../lab/agent/bounded-list";

describe("BoundedList", () => {
  it("keeps the newest and counts the rest, because what arrives is unbounded", () => {
    const list = new BoundedList<number>(3);
    list.push([1, 2]);
    list.push([3, 4, 5]);
    expect(list.items).toEqual([3, 4, 5]);
    expect(list.dropped).toBe(2);
  });

  it("weighs items, because bodies differ in size", () => {
    const list = new BoundedList<string>(5, (text) => text.length);
    list.push(["aa", "bb"]);
    list.push(["cc"]);
    expect(list.items).toEqual(["bb", "cc"]);
  });

  it("takes no item beyond the limit by itself, because the limit is a promise", () => {
    const list = new BoundedList<string>(5, (text) => text.length);
    list.push(["aa", "too long"]);
    expect(list.items).toEqual([]);
    expect(list.dropped).toBe(2);
  });

  it("clears in place, because others hold the array", () => {
    const list = new BoundedList<number>(2);
    const { items } = list;
    list.push([1, 2, 3]);
    list.clear();
    list.push([4, 5]);
    expect(items).toEqual([4, 5]);
    expect(list.dropped).toBe(0);
  });
});
