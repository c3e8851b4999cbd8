import { CHECKS } from "../../../cli/doctor/checks";
import { exitCodeFor } from "../../../cli/doctor/examine";
import { FAULT_CASES } from "./fault-cases";
import { Examination, synthSubject } from "./subject";

const subject = synthSubject();

describe("datadog-llm doctor", () => {
  it("is all green where all is right, and every answer it read has the documented form", async () => {
    const examination = new Examination(subject);
    const findings = await examination.run();
    expect(findings.filter(({ result }) => result !== "ok")).toEqual([]);
    expect([...new Set(findings.map(({ check }) => check))]).toEqual(CHECKS.map(({ id }) => id));
    expect(exitCodeFor(findings)).toBe(0);
    expect(examination.server.malformed).toEqual([]);
  });

  it.each(FAULT_CASES.map((one) => [one.fault, one] as const))(
    "finds %s and names its cure, and nothing else",
    async (fault, { break: breakIt, found, cure, also = [], keys }) => {
      const examination = new Examination(subject);
      breakIt(examination.state);
      const findings = await examination.run(keys);
      const faults = findings.filter((finding) => finding.fault !== undefined);
      expect(faults.map((finding) => finding.fault).sort()).toEqual([fault, ...also].sort());
      const finding = faults.find((one) => one.fault === fault)!;
      expect(finding.found).toMatch(found);
      expect(finding.cure).toMatch(cure);
      expect(finding.cure).not.toMatch(/<(?!site>|stack of|provider>)/);
      expect(examination.server.writes).toEqual([]);
      expect(examination.server.malformed).toEqual([]);
    },
  );

  it("is tested on every fault that it can name, of which there are at least twenty", () => {
    const faults = CHECKS.flatMap((check) => Object.keys(check.faults));
    expect(FAULT_CASES.map(({ fault }) => fault).sort()).toEqual(faults.sort());
    expect(new Set(faults).size).toBeGreaterThanOrEqual(20);
  });
});
