import { monitorsOfStack } from "../../../lab";
import { expandedModule } from "../../../lab/inputs/expanded-module";
import { stackOfTerraform } from "../../../lab/inputs/terraform-json";

/** As `terraform show -json` prints it: every argument that is not set is null or empty. */
const values = (name: string, query: string, more: object = {}): object => ({
  ...{ name, type: "query alert", query, message: "@slack-a", tags: null, variables: [] },
  monitor_thresholds: [{ critical: "5", critical_recovery: "", warning: "3" }],
  require_full_window: true,
  scheduling_options: [],
  ...more,
});
const resource = (address: string, of: object, mode = "managed"): object => ({
  ...{ address, mode, type: "datadog_monitor", name: address.split(".").at(-1), values: of },
});
const COUNT = "sum(last_5m):sum:a{*}.as_count() > 5";

describe("what terraform show -json prints", () => {
  it("gives the monitors of a plan, those of its modules too, under their addresses", () => {
    const plan = {
      format_version: "1.2",
      planned_values: {
        root_module: {
          resources: [resource("datadog_monitor.a", values("A", COUNT))],
          child_modules: [
            { resources: [resource("module.m.datadog_monitor.b[0]", values("B", COUNT))] },
          ],
        },
      },
    };
    expect(monitorsOfStack(stackOfTerraform(plan))).toMatchObject([
      { id: "datadog_monitor.a", name: "A", thresholds: { critical: 5, warning: 3 } },
      { id: "module.m.datadog_monitor.b[0]", name: "B", unsupportedOptions: [] },
    ]);
  });

  it("gives the monitors of a state under the ids by which composites name them", () => {
    const resources = [
      resource("datadog_monitor.a", values("A", COUNT, { id: "17" })),
      resource("datadog_monitor.both", values("C", "17 && 18", { id: "19", type: "composite" })),
      resource("data.datadog_monitor.c", values("D", COUNT, { id: "20" }), "data"),
    ];
    const state = { format_version: "1.0", values: { root_module: { resources } } };
    expect(monitorsOfStack(stackOfTerraform(state)).map(({ id }) => id)).toEqual(["17", "19"]);
  });

  it("keeps names that mean something to JavaScript to themselves", () => {
    const names = ["__proto__", "constructor", "toString"];
    const monitors = names.map((name) => resource(name, values(name, COUNT)));
    const others = names.map((type) => ({ type, address: "polluted", values: { a: 1 } }));
    const json: unknown = JSON.parse(
      JSON.stringify({
        format_version: "1.0",
        values: { root_module: { resources: [...monitors, ...others] } },
      }),
    );
    const stack = stackOfTerraform(json);
    expect(monitorsOfStack(stack).map(({ id }) => id)).toEqual(names);
    expect(Object.keys((stack as { resource: object }).resource)).toEqual([
      "datadog_monitor",
      ...names,
    ]);
    expect(Object("") as object).not.toHaveProperty("polluted");
  });

  it("keeps such names through files of which each holds a part", () => {
    const block = (name: string): unknown =>
      JSON.parse(`{ "datadog_monitor": { ${JSON.stringify(name)}: {} } }`);
    const module = expandedModule({ resource: [block("__proto__"), block("a")] });
    expect(monitorsOfStack(module).map(({ id }) => id)).toEqual(["__proto__", "a"]);
  });

  it("is told from Terraform JSON by its version", () => {
    const stack = { resource: { datadog_monitor: { a: values("A", COUNT) } } };
    expect(stackOfTerraform(stack)).toBe(stack);
  });
});

describe("what a few bytes could blow up", () => {
  const module = (more: object, block: object = {}) =>
    expandedModule({
      ...more,
      resource: { datadog_monitor: { a: { message: "${local.l0}", ...block } } },
    });
  const messageOf = (expanded: unknown): string =>
    (expanded as { resource: { datadog_monitor: { a: { message: string } } } }).resource
      .datadog_monitor.a.message;

  it("is locals that double twenty times over: references stay as they are written", () => {
    const twice = Array.from({ length: 40 }, (_, index) => [
      `l${index}`,
      index === 39 ? "0123456789" : `\${local.l${index + 1}} \${local.l${index + 1}}`,
    ]);
    const message = messageOf(module({ locals: Object.fromEntries(twice) }));
    expect(message.length).toBeLessThan(3_000_000);
    expect(message).toContain("${local.l");
  });

  it("is a local that names itself", () => {
    expect(messageOf(module({ locals: { l0: "a ${local.l1}", l1: "b ${local.l0}" } }))).toBe(
      "a b ${local.l0}",
    );
  });

  it("is a count of billions, which only Terraform may try", () => {
    const { resource } = module({}, { count: 4_000_000_000 });
    expect(Object.keys((resource as { datadog_monitor: object }).datadog_monitor)).toEqual(["a"]);
  });
});
