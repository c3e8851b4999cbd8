import { supportAgent } from "../../examples/services";
import { readText } from "../cli/doctor/subject";
import { synthService, widgetsOf } from "../support/synth";

const stack = synthService(supportAgent, { signals: { telemetry_silent: true } });
const monitors = Object.values(stack.monitors);
const page = (name: string): string => readText(`docs/${name}.md`).replaceAll(/\s+/g, " ");

describe("numbers that the pages state of what is created", () => {
  it("are those of a service like support-agent: monitors, dashboards and widgets", () => {
    const size = "some forty monitors and four dashboards";
    for (const name of ["explanation", "comparison"]) expect(page(name)).toContain(size);
    expect(Math.abs(monitors.length - 43)).toBeLessThan(4);
    const dashboards = Object.values(stack.dashboards);
    expect(dashboards).toHaveLength(4);
    // A group is a frame around widgets.
    const widgets = dashboards
      .flatMap(widgetsOf)
      .filter(({ definition }) => definition.type !== "group");
    expect(page("comparison")).toContain("with some eighty widgets");
    expect(Math.abs(widgets.length - 80)).toBeLessThan(5);
  });

  it("are those of every monitor: how long it waits", () => {
    expect(page("explanation")).toContain("Every monitor waits 60 seconds");
    for (const { type, evaluation_delay: delay } of monitors) {
      if (type === "query alert") expect(delay).toBe(60);
    }
  });
});
