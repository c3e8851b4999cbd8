import { readSuppressions, suppressed } from "../../review/suppressions";

const FINDING = {
  rule: "no-owner",
  subject: 'monitor "Disk"',
  address: "app/datadog_monitor.disk",
  text: "…",
};
const SUPPRESSION = {
  rule: "no-owner",
  subject: 'monitor "Disk"',
  reason: "moves in March",
  until: "2027-03-31",
};

describe("suppressions", () => {
  test("silence a finding until their day, and are reported after it", () => {
    expect(suppressed([FINDING], [SUPPRESSION], "2027-03-31")).toEqual({ findings: [], stale: [] });
    const { findings, stale } = suppressed([FINDING], [SUPPRESSION], "2027-04-01");
    expect(findings).toEqual([FINDING]);
    expect(stale[0]!.text).toBe(
      "no-owner is silenced until 2027-03-31, which is past: take the suppression out",
    );
  });

  test("are reported where they silence nothing any more", () => {
    const { stale } = suppressed([], [SUPPRESSION], "2026-12-01");
    expect(stale[0]!.text).toBe(
      "no-owner is silenced and finds nothing any more: take the suppression out",
    );
  });

  test("silence a rule for all monitors by *", () => {
    const all = [{ ...SUPPRESSION, subject: "*" }];
    expect(suppressed([FINDING], all, "2026-12-01")).toEqual({ findings: [], stale: [] });
    expect(suppressed([], all, "2026-12-01").stale).toHaveLength(1);
  });

  test("are not idle where their rule has not looked at everything", () => {
    const isLookedFor = (rule: string): boolean => rule !== "no-owner";
    expect(suppressed([], [SUPPRESSION], "2026-12-01", isLookedFor).stale).toEqual([]);
    expect(suppressed([], [SUPPRESSION], "2027-04-01", isLookedFor).stale).toHaveLength(1);
  });

  test("are refused with everything that is wrong", () => {
    expect(() =>
      readSuppressions([{ rule: "no-ownr", subject: "", reason: "x", until: "soon" }]),
    ).toThrow(/rule.*\n.*subject.*\n.*until/s);
  });
});
