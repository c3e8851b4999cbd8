import { App, TerraformStack, Testing, type AnnotationMetadataEntryType } from "cdktf";
import {
  DatadogStack,
  LlmMetricSettingsStack,
  LlmServiceMonitors,
  LlmServiceStack,
} from "../../constructs";
import { supportAgent } from "../../examples/services";
import type { DatadogSite } from "../../telemetry";
import { synthApp, synthService } from "../support/synth";

const PROPS = { service: supportAgent, notify: { alert: ["@a"] } };
const VARIABLES = ["DD_HOST", "DATADOG_HOST", "DD_SITE"];

let before: NodeJS.ProcessEnv;
beforeEach(() => {
  before = process.env;
  const others = Object.entries(before).filter(([name]) => !VARIABLES.includes(name));
  process.env = Object.fromEntries(others);
});
afterEach(() => {
  process.env = before;
});

/** Addresses in the messages and links of a synthesized stack, without the runbooks'. */
function linkedHosts(text: string): string[] {
  const urls = [...text.matchAll(/https:\/\/([^/"\\]+)\/(?:dashboard|apm)\//g)];
  return [...new Set(urls.map(([, host]) => host!))];
}

function providerOf(text: string): unknown {
  return JSON.parse(text).provider.datadog;
}

describe("a site, named once", () => {
  it("is where the provider deploys to and where links lead", () => {
    const { text } = synthService(supportAgent, { site: "datadoghq.eu" });
    expect(providerOf(text)).toEqual([{ api_url: "https://api.datadoghq.eu" }]);
    expect(linkedHosts(text)).toEqual(["app.datadoghq.eu"]);
  });

  it("has no app. in front where Datadog's has none", () => {
    const { text } = synthService(supportAgent, { site: "us5.datadoghq.com" });
    expect(providerOf(text)).toEqual([{ api_url: "https://api.us5.datadoghq.com" }]);
    expect(linkedHosts(text)).toEqual(["us5.datadoghq.com"]);
  });

  it("leaves the links to an organisation's own subdomain", () => {
    const datadogUrl = "https://acme.datadoghq.eu";
    const { text } = synthService(supportAgent, { site: "datadoghq.eu", datadogUrl });
    expect(providerOf(text)).toEqual([{ api_url: "https://api.datadoghq.eu" }]);
    expect(linkedHosts(text)).toEqual(["acme.datadoghq.eu"]);
  });

  it("is taken by the stack of the metrics' settings", () => {
    const { text } = synthApp(
      (app) => void new LlmMetricSettingsStack(app, "s", { site: "ap2.datadoghq.com" }),
      "s",
    );
    expect(providerOf(text)).toEqual([{ api_url: "https://api.ap2.datadoghq.com" }]);
  });

  it("is left to DD_HOST where none is named", () => {
    const { text } = synthService(supportAgent);
    expect(providerOf(text)).toEqual([{}]);
    expect(linkedHosts(text)).toEqual(["app.datadoghq.com"]);
  });

  it("is refused where Datadog has none of that name, by each construct that takes it", () => {
    const site = "eu1.datadoghq.com" as DatadogSite;
    const hint = /site: "eu1\.datadoghq\.com" given; allowed: datadoghq\.com, .*ddog-gov\.com/;
    expect(() => new DatadogStack(new App(), "s", { site })).toThrow(hint);
    const stack = new TerraformStack(Testing.app(), "stack");
    expect(() => new LlmServiceMonitors(stack, "m", { ...PROPS, site })).toThrow(hint);
  });
});

function warnings(env: Record<string, string>, build: (app: App) => void): string[] {
  Object.assign(process.env, env);
  const app = Testing.app();
  build(app);
  const type: `${AnnotationMetadataEntryType}` = "@cdktf/warn";
  return app.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter((entry) => entry.type === type))
    .map(({ data }) => data);
}

describe("a site in the environment alone", () => {
  const support = (app: App): void => void new LlmServiceStack(app, "support", PROPS);

  it("is warned of where links lead elsewhere, with the line to add", () => {
    expect(warnings({ DD_HOST: "https://api.datadoghq.eu" }, support)).toEqual([
      'DD_HOST names datadoghq.eu, but the links in alerts lead to datadoghq.com. Add to the props: site: "datadoghq.eu"',
    ]);
  });

  it("is warned of where DD_HOST has no scheme, which the provider refuses", () => {
    const stack = (app: App): void => void new DatadogStack(app, "s");
    expect(warnings({ DD_HOST: "api.us5.datadoghq.com" }, stack)).toEqual([
      'DD_HOST has no https:// in front, and the Datadog provider refuses it ("invalid API URL"). Add to the props: site: "us5.datadoghq.com"',
    ]);
    expect(warnings({ DD_HOST: "secret-proxy.example.com" }, stack).join()).not.toContain("secret");
  });

  it("is warned of where only DD_SITE names it, which the provider does not read", () => {
    const stack = (app: App): void => void new DatadogStack(app, "s");
    expect(warnings({ DD_SITE: "datadoghq.eu" }, stack)).toEqual([
      'DD_SITE names datadoghq.eu, but the Datadog provider does not read it and deploys to datadoghq.com. Add to the props: site: "datadoghq.eu"',
    ]);
  });

  it("is warned of once, however many stacks an app has", () => {
    const many = (app: App): void => {
      for (const service of ["a", "b", "c"]) {
        new LlmServiceStack(app, service, { ...PROPS, service: { ...supportAgent, service } });
      }
    };
    expect(warnings({ DD_HOST: "https://api.datadoghq.eu" }, many)).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, object]>([
    ["nothing is set", {}, {}],
    ["it is the site of the links", { DD_HOST: "https://api.datadoghq.com/" }, {}],
    [
      "the links have its subdomain",
      { DD_HOST: "https://api.datadoghq.eu" },
      { datadogUrl: "https://acme.datadoghq.eu" },
    ],
    ["the stack names its site", { DD_HOST: "api.us5.datadoghq.com" }, { site: "datadoghq.eu" }],
    ["it is a proxy", { DD_HOST: "http://127.0.0.1:8080" }, {}],
  ])("is no matter where %s", (_, env, props) => {
    const build = (app: App): void => {
      new LlmServiceStack(app, "support", { ...PROPS, ...props });
    };
    expect(warnings(env, build)).toEqual([]);
  });
});
