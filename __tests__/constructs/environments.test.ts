import { TerraformStack, Testing, type App } from "cdktf";
import {
  LlmHealthDashboard,
  LlmServiceMonitors,
  LlmServiceStack,
  LlmServiceStacks,
  type LlmServiceStacksProps,
  type SignalsSettings,
} from "../../constructs";
import { defineLlmService, serviceIn, type LlmServiceInEnv } from "../../telemetry";
import { synthApp, titlesOf, widgetsOf, type SynthesizedStack } from "../support/synth";

const helpdesk = defineLlmService({
  service: "helpdesk",
  env: ["staging", "production"],
  team: "support-ai",
  features: { chat: { userFacing: true }, search: { userFacing: true } },
  prompts: { answer: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"] },
});
type Props = LlmServiceStacksProps<typeof helpdesk>;

const notify = { alert: ["@slack-helpdesk"] };
const PROPS: Props = { service: helpdesk, notify, environments: { staging: {}, production: {} } };

function stacksOf(props: Props): Record<"staging" | "production", SynthesizedStack> {
  const synth = (env: string): SynthesizedStack =>
    synthApp((app) => void new LlmServiceStacks(app, "helpdesk", props), `helpdesk-${env}`);
  return { staging: synth("staging"), production: synth("production") };
}

/** The monitor that measures invalid JSON, and the one that pages. */
function jsonMonitors({ monitors }: SynthesizedStack) {
  const named = (part: string) =>
    Object.entries(monitors).find(([id]) => id.includes(`invalid_json-${part}`))![1];
  return { measure: named("measure"), alert: named("alert") };
}

describe("LlmServiceStacks", () => {
  const { staging, production } = stacksOf({
    ...PROPS,
    site: "datadoghq.eu",
    signals: {
      invalid_json: { minFailures: 20 },
      latency_p95: { features: { chat: { critical: 3000 } } },
      telemetry_silent: true,
    },
    tags: ["cost_center:1"],
    environments: {
      staging: {
        signals: {
          invalid_json: { critical: 10 },
          latency_p95: { features: { search: { critical: 5000 } } },
          telemetry_silent: false,
        },
        tags: ["cost_center:2"],
      },
      production: { notify: { alert: ["@pagerduty-helpdesk"], warning: ["@slack-helpdesk"] } },
    },
  });

  it("watches each environment with its own thresholds, which lie over the shared ones", () => {
    expect(jsonMonitors(staging).measure.query).toMatch(/env:staging.* > 10$/);
    expect(jsonMonitors(production).measure.query).toMatch(/env:production.* > 2$/);
    for (const { monitors } of [staging, production]) {
      const queries = Object.values(monitors).map(({ query }) => query);
      expect(queries).toContainEqual(expect.stringMatching(/llm\.json_invalid.* >= 20$/));
      expect(queries).toContainEqual(expect.stringMatching(/feature:chat.* > 3000$/));
    }
    expect(staging.text).toMatch(/feature:search\S* by {model} > 5000/);
    expect(production.text).toMatch(/feature:search\S* by {model} > 8000/);
    expect(staging.text).not.toContain("telemetry_silent");
    expect(production.text).toContain("telemetry_silent");
  });

  it("tells whom each environment names, and takes lists as they are", () => {
    expect(jsonMonitors(staging).alert.message).toContain("{{#is_alert}} @slack-helpdesk {{");
    expect(jsonMonitors(staging).alert.message).not.toContain("@pagerduty");
    expect(jsonMonitors(production).alert.message).toContain(
      "{{#is_alert}} @pagerduty-helpdesk @slack-helpdesk {{",
    );
    expect(jsonMonitors(production).alert.message).toContain("{{#is_warning}} @slack-helpdesk {{");
    expect(jsonMonitors(staging).alert.tags).toContain("cost_center:2");
    expect(jsonMonitors(staging).alert.tags).not.toContain("cost_center:1");
    expect(jsonMonitors(production).alert.tags).toContain("cost_center:1");
  });

  it("puts its stacks directly into the app, where CDKTF finds them by their id", () => {
    const app = Testing.app();
    const { stacks } = new LlmServiceStacks(app, "helpdesk", PROPS);
    expect(app.node.children).toEqual([stacks.staging, stacks.production]);
    expect(stacks.production.node.id).toBe("helpdesk-production");
    expect(stacks.production.llmService.monitors.service.env).toBe("production");
  });

  it("needs the settings of every declared environment, and knows no other", () => {
    const build = (environments: object) => () =>
      new LlmServiceStacks(Testing.app(), "helpdesk", { ...PROPS, environments } as Props);
    expect(build({ staging: {}, prod: {} })).toThrow(
      [
        "  environments.production: nothing given; allowed: its settings, {} where none differs: the service is declared for it",
        "  environments.prod: {} given; allowed: staging, production",
      ].join("\n"),
    );
    // @ts-expect-error production is declared, too
    const missing: Props["environments"] = { staging: {} };
    // @ts-expect-error no such environment
    const unknown: Props["environments"] = { ...PROPS.environments, prod: {} };
    expect([missing, unknown]).toBeDefined();
  });

  it("reports the problems of all environments at once, each where its value was written", () => {
    const app = Testing.app();
    const props: Props = {
      service: helpdesk,
      site: "datadoghq.com",
      signals: { latency_p95: { window: "2d" as "2h" }, invalid_json: { warning: 3 } },
      environments: {
        staging: { notify: { alert: ["slack"] }, signals: { invalid_json: { critical: 10 } } },
        production: { runbooks: "wiki" },
      },
    };
    expect(() => new LlmServiceStacks(app, "helpdesk", props)).toThrow(
      [
        '  environments.staging.notify.alert[0]: "slack" given; allowed: a handle that starts with @, without spaces, such as @slack-llm-alerts',
        '  signals.latency_p95.window: "2d" given; allowed: whole minutes or hours below a day, such as 10m or 1h',
        '  notify: nothing given; allowed: an object such as { alert: ["@pagerduty-team"] }',
        '  environments.production.runbooks: "wiki" given; allowed: an absolute URL, such as https://wiki.example.com/llm/{signal}',
        "  signals.invalid_json.warning: 3 given; allowed: less than critical (2, by default)",
      ].join("\n"),
    );
    expect(app.node.children).toEqual([]);
  });
});

describe("the environments of a service", () => {
  const { staging, production } = stacksOf(PROPS);
  const envs = { staging, production };

  it("differ in the name of every monitor and the title of every dashboard", () => {
    for (const [env, stack] of Object.entries(envs)) {
      for (const { name } of Object.values(stack.monitors)) {
        expect(name).toMatch(new RegExp(`^\\[helpdesk · ${env}\\] `));
      }
      for (const { title } of Object.values(stack.dashboards)) {
        expect(title).toMatch(new RegExp(`^helpdesk · ${env}: `));
      }
    }
  });

  it("differ in every head of a message, since a phone shows little else", () => {
    for (const [env, stack] of Object.entries(envs)) {
      const { message } = jsonMonitors(stack).alert;
      for (const head of ["", "Warning: ", "Recovered: "]) {
        expect(message).toContain(`**${head}helpdesk · ${env}: Invalid JSON rate`);
      }
      expect(message).toContain(`Service helpdesk in ${env}, owned by support-ai.`);
    }
  });

  it("each list their own alerts on the health dashboard", () => {
    const health = Object.values(staging.dashboards).find(({ title }) => title.includes("health"))!;
    const alerts = widgetsOf(health).find(({ definition }) => definition.title === "Alerts");
    expect(titlesOf(health)).toContain("Alerts");
    expect(alerts?.definition.query).toContain("tag:(env:staging)");
  });

  it("are taken one at a time: by the compiler, and in JavaScript by name of what to write", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    // @ts-expect-error several environments
    const monitors = () => new LlmServiceMonitors(stack, "m", { service: helpdesk, notify });
    // @ts-expect-error several environments
    const dashboard = () => new LlmHealthDashboard(stack, "d", { service: helpdesk });
    expect(monitors).toThrow(
      [
        '  service.env: ["staging","production"] given; allowed: one environment: take serviceIn(service, "staging"), or LlmServiceStacks, which makes a stack for each',
      ].join("\n"),
    );
    expect(dashboard).toThrow('serviceIn(service, "staging")');
    const service = serviceIn(helpdesk, "staging");
    expect(() => new LlmServiceMonitors(stack, "m", { service, notify })).not.toThrow();
    // @ts-expect-error no such feature: names are known as before
    const misspelt: SignalsSettings<typeof service> = { latency_p95: { features: { chatt: {} } } };
    expect(misspelt).toBeDefined();
  });
});

describe("a service that is declared twice", () => {
  const service = serviceIn(helpdesk, "production");
  const add = (app: App, id: string, declared: LlmServiceInEnv = service): LlmServiceStack =>
    new LlmServiceStack(app, id, { service: declared, notify });

  it("is refused in one environment, since every alert would page twice; both places are named", () => {
    const app = Testing.app();
    add(app, "first");
    expect(() => add(app, "second")).toThrow(
      [
        '  service: "helpdesk · production" given; allowed: each service once per environment and app, because every alert would page twice; "first/llm/monitors" watches this one already',
      ].join("\n"),
    );
  });

  it("is fine in another environment, under another name, and in another app", () => {
    const app = Testing.app();
    add(app, "production");
    expect(() => add(app, "staging", serviceIn(helpdesk, "staging"))).not.toThrow();
    expect(() => add(app, "other", { ...service, service: "other" })).not.toThrow();
    expect(() => add(Testing.app(), "production")).not.toThrow();
  });
});
