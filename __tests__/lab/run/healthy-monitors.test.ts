import { readFileSync } from "node:fs";
import path from "node:path";
import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import type { HealthyWeeks } from "../../../scripts/play-healthy";
import { synthesizeExamples } from "../../support/example-stacks";
import { REPOSITORY } from "../../support/run-cli";

const stacks = synthesizeExamples();
const SERVICES = [supportAgent, codeReview, invoiceExtraction].map(({ service }) => service);

describe("in four healthy weeks of each seed that docs/healthy-weeks.json keeps", () => {
  const weeks = JSON.parse(
    readFileSync(path.join(REPOSITORY, "docs/healthy-weeks.json"), "utf8"),
  ) as HealthyWeeks[];

  it.each(SERVICES)(
    "no alert of %s fired, nor was any guard; played with the monitors of today",
    (name) => {
      const own = weeks.filter(({ service }) => service === name);
      expect(own.map(({ seed }) => seed)).toContain(1);
      for (const { pages, troubled, monitors, requests } of own) {
        expect(pages).toEqual([]);
        expect(troubled.filter(({ monitor }) => !isMeasure(monitor))).toEqual([]);
        expect(monitors).toBe(stacks.get(name)!.monitors.length);
        expect(requests).toBeGreaterThan(2_000_000);
      }
    },
  );

  it("a bare measure crosses its threshold by chance once in months, for less than its window", () => {
    const troubled = weeks.flatMap((one) => one.troubled);
    expect(troubled.length).toBeLessThanOrEqual(3);
    for (const { status, minutes } of troubled) {
      expect(status).toBe("Alert");
      expect(minutes).toBeLessThanOrEqual(10);
    }
  });
});

/** A part that only pages together with its guards: it carries no tag that a gate or a page matches. */
function isMeasure(id: string): boolean {
  const all = [...stacks.values()].flatMap(({ monitors }) => monitors);
  const { tags } = all.find((monitor) => monitor.id === id)!;
  const owner = tags.filter((tag) => /^(team|service|env):/.test(tag));
  return id.includes("-measure") && tags.includes("alert_role:part") && owner.length === 0;
}
