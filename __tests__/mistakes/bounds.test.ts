import { LlmService, planServiceAlerts } from "../../constructs";
import { INTERVALS } from "../../constructs/renotify";
import { refusedPaths } from "../support/refusals";
import { HELPDESK, NOTIFY } from "./declaration";

/** The last right value on either side, and the first wrong one: `>` and `>=` differ nowhere else. */

const SERVICE = {
  ...HELPDESK,
  features: { chat: { ...HELPDESK.features.chat, retrieval: { topScoreFloor: 0.5 } } },
};

const ROLE = "24c4a6b2-1f0e-11f0-9d3a-da7ad0900002";

/** Props, at a property's path, with a value. */
function withValue(path: string, value: unknown): Record<string, unknown> {
  const keys = path.split(".").reverse();
  return keys.reduce<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

const refused = (props: object): string[] =>
  refusedPaths(
    (stack) =>
      void new LlmService(stack, "llm", {
        service: SERVICE,
        notify: NOTIFY,
        ...props,
      }),
  );

const OFF = { warning: false };
const WITHOUT_WARNING = (path: string, critical: unknown) => {
  const [, signal, name = ""] = path.split(".");
  return { signals: { [signal!]: { ...OFF, [name]: critical } } };
};

it.each([
  ["signals.invalid_json.critical", [0.001, 100], [0.000999, 100.001, NaN, Infinity, 0.0000011]],
  ["signals.eval_regression.critical", [0.01, 100], [0.009, 100.1]],
  ["signals.latency_p95.critical", [1, 86_400_000], [0.9, 86_400_001]],
  ["signals.cost_spike.critical", [0.001, 1e9], [0.0009, 1e9 + 1]],
  ["signals.retrieval_degradation.critical", [-1e9, 1e9], [-1e9 - 1, 1e9 + 1]],
])("a threshold of %s reaches from bound to bound", (path, right, wrong) => {
  for (const value of right)
    expect([value, refused(WITHOUT_WARNING(path, value))]).toEqual([value, []]);
  for (const value of wrong)
    expect([value, refused(WITHOUT_WARNING(path, value))]).toEqual([value, [path]]);
});

it.each<[string, unknown[], unknown[]]>([
  ["signals.invalid_json.criticalRecovery", [0, 1.999999], [2, -0.1]],
  ["signals.invalid_json.warning", [1.999999, false], [2, 0, true]],
  ["signals.invalid_json.warningRecovery", [0, 0.999999], [1]],
  ["signals.invalid_json.minFailures", [1, 1000, false], [0, -1, 1.5, true, "1"]],
  ["signals.invalid_json.priority", [1, 2, 3, 4, 5], [0, 6, "1", 1.5]],
  ["signals.latency_p95.minRequests", [1, false], [0, 2 ** 53]],
  ["signals.invalid_json.window", ["1m", "1439m", "23h"], ["24h", "0m", 10]],
  ["signals.telemetry_silent", [true, false, {}], ["on", 1, null]],
  ["signals.invalid_json", [false, {}], [true, "off", 1, null]],
  ["objectives.availability.target", [95, 99.99, 99.985], [94.999, 99.991, 99.9855, "99"]],
  ["objectives.latency.within", [0.001, 8000], [0, -1, "8000"]],
  ["objectives.availability", [false, {}], [true, [], "x"]],
  ["renotify.every", Object.keys(INTERVALS), ["15m", "10", 10, "toString"]],
  ["draft", [true, false], [null, 0, "false"]],
  ["namePrefix", ["A ", "ops@ "], ["", "  ", "@ops", "{{x}}", "a\nb", "a\rb", 3]],
  ["restrictedRoles", [[ROLE], [ROLE.toUpperCase()]], [[], "x"]],
  [
    "runbooks",
    ["https://x.example/{signal}", "HTTP://x"],
    ["ftp://x", "https://a b", "x", "https://", 3],
  ],
  ["datadogUrl", ["https://acme.datadoghq.eu"], ["acme.datadoghq.eu", "xhttps://a"]],
  ["site", ["datadoghq.eu", "us2.ddog-gov.com"], ["EU1", "datadoghq", "toString", 1]],
  ["notify.alert", [["@a"], ["@hosted-x", "@b.c@d.e"]], [[], "@a"]],
  ["notify.warning", [[], ["@a"]], ["@a", null]],
  ["tags", [[], ["a:b", "a:b:c", "a_:b"]], ["a:b", null]],
  ["messageLines", [[], ["one", "a @ b"]], ["one", null]],
])("%s takes what is right, and refuses the first that is wrong", (path, right, wrong) => {
  for (const value of right) {
    const props = withRequired(path, value);
    expect([value, refused(props)]).toEqual([value, []]);
  }
  for (const value of wrong) {
    expect([value, refused(withRequired(path, value))]).toEqual([value, [path]]);
  }
});

it.each<[string, unknown[]]>([
  ["restrictedRoles[0]", ["admin", `${ROLE}0`, `0${ROLE}`, 3]],
  ["notify.alert[0]", ["a", "@", "@a b", "@{{x}}", "x@a", "", 3, null]],
  ["tags[0]", ["a", ":b", "a:", "1a:b", "A:b", "a:B", "a b:c", "a:b c", "a:b,c", 3]],
  ["messageLines[0]", ["", "  ", "ping @slack-llm", "a@b", 3]],
  ["renotify.to[0]", ["lead", "@", 3]],
  ["renotify.statuses[0]", ["ok", "toString", 3]],
])("a list's entry %s is refused by its place", (at, wrong) => {
  const path = at.replace("[0]", "");
  for (const value of wrong) {
    expect([value, refused(withRequired(path, [value]))]).toEqual([value, [at]]);
  }
});

it.each([
  ["renotify.times", [1, 5], [0, 1.5, "3"]],
  ["renotify.statuses", [["alert"], ["warn", "no data"]], [[], "alert"]],
  ["renotify.to", [[], ["@lead"]], ["@lead"]],
  ["renotify.text", ["Hurry."], ["", "@all", 3]],
])("%s", (path, right, wrong) => {
  for (const value of right)
    expect([value, refused(withRequired(path, value))]).toEqual([value, []]);
  for (const value of wrong) {
    expect([value, refused(withRequired(path, value))]).toEqual([value, [path]]);
  }
});

/** Beside some properties, others have to stand. */
function withRequired(path: string, value: unknown): object {
  const props = withValue(path, value);
  if (path.startsWith("renotify.") && path !== "renotify.every") {
    return { renotify: { every: "30m", ...(props["renotify"] as object) } };
  }
  if (path === "notify.warning") return { notify: { ...NOTIFY, warning: value } };
  return props;
}

it("a threshold of its own side only: below for a floor, above for everything else", () => {
  const sides = planServiceAlerts({ service: SERVICE, notify: NOTIFY }).flatMap(
    ({ signal, thresholds }) => (thresholds?.side === "below" ? [signal.id] : []),
  );
  expect([...new Set(sides)]).toEqual(["retrieval_degradation"]);
});
