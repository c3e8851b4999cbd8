import { MalformedCounter } from "../../../lab/agent/malformed";

it("counts all malformed input by reason, and keeps the beginnings of the first twenty", () => {
  const counter = new MalformedCounter();
  for (let nth = 1; nth <= 25; nth += 1) {
    counter.add("udp", nth % 5 === 0 ? "missing_type" : "invalid_value", `${nth}`.repeat(300));
  }
  expect(counter).toMatchObject({ total: 25, byReason: { missing_type: 5, invalid_value: 20 } });
  expect(counter.samples).toHaveLength(20);
  expect(counter.samples[4]).toEqual({
    source: "udp",
    reason: "missing_type",
    detail: "5".repeat(200),
  });
});

it("forgets everything when it is cleared", () => {
  const counter = new MalformedCounter();
  counter.add("udp", "missing_type", "a:1");
  counter.clear();
  expect(counter).toEqual({ total: 0, byReason: {}, samples: [] });
  counter.add("udp", "missing_type", "a:1");
  expect(counter.byReason).toEqual({ missing_type: 1 });
});
