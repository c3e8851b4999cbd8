import { differencesOf, differenceText } from "../../../cli/lab/differences";
import { playReview } from "../../../cli/review/played";
import { monitorsOfStack, play, scenario } from "../../../lab";
import { codeReview, supportAgent } from "../../../examples/services";
import { lint } from "../../../review/lint";
import type { StackFile } from "../../../review";
import { exampleJson } from "../../review/example-json";

const BASE = exampleJson();
const SCENARIOS = ["provider-429-storm", "first-token-slow", "failing-tool"].map(scenario);
const HERE = { scenarios: SCENARIOS, threads: 0 };

/** A pull request: it takes a longer window of one alert, another off, and a threshold down. */
const HEAD = BASE.map(({ stack, content }): StackFile => {
  const json = JSON.parse(String(content)) as {
    resource: Record<string, Record<string, { query: string; monitor_thresholds: object }>>;
  };
  const monitors = json.resource["datadog_monitor"] ?? {};
  if (stack !== "support-agent") return { stack, content };
  const kept = Object.entries(monitors).filter(([name]) => !name.includes("first_token_p95"));
  for (const [name, one] of kept) {
    if (name.includes("provider_error_rate-measure")) {
      one.query = one.query.replace("last_10m", "last_30m");
    }
    if (name.includes("tool_failure_rate-measure")) {
      one.query = one.query.replace(/> [\d.]+$/, "> 99");
      one.monitor_thresholds = { critical: "99" };
    }
  }
  json.resource["datadog_monitor"] = Object.fromEntries(kept);
  return { stack, content: Buffer.from(JSON.stringify(json)) };
});

function servicesOf(stacks: readonly StackFile[]) {
  return [supportAgent, codeReview].map((service) => ({
    stack: service.service,
    service,
    monitors: monitorsOf(stacks, service.service),
  }));
}

function monitorsOf(stacks: readonly StackFile[], name: string) {
  const { content } = stacks.find(({ stack }) => stack === name)!;
  return monitorsOfStack(JSON.parse(String(content)));
}

describe("what a change does to the lab's incidents", () => {
  const played = playReview(servicesOf(HEAD), BASE, HERE);

  test("is what two separate runs of the lab show", async () => {
    const runsOf = (stacks: readonly StackFile[]) => {
      // A declaration of its own, so that neither run finds the other's traffic.
      const watched = {
        service: { ...supportAgent },
        monitors: monitorsOf(stacks, "support-agent"),
      };
      return SCENARIOS.map((one) => play(watched, one));
    };
    const [before, after] = [runsOf(BASE), runsOf(HEAD)];
    const expected = before.flatMap((run, index) =>
      differencesOf(run, after[index]!).map(differenceText),
    );
    const { sentences } = await played;
    expect(sentences).toEqual(expected);
    const text = sentences.join("\n");
    expect(text).toMatch(
      /provider-429-storm: provider_error_rate on support-agent · production pages \d+ minutes? later/,
    );
    expect(text).toMatch(/first-token-slow: first_token_p95.* no longer pages/);
    expect(text).toMatch(/failing-tool: tool_failure_rate on .* no longer pages/);
  });

  test("is nothing for a service in which no alert changed, which is not played", async () => {
    const { runs } = await played;
    expect([...runs.keys()]).toEqual(["support-agent"]);
  });

  test("tells the rules which threshold no incident reaches", async () => {
    const { runs } = await played;
    const found = lint(HEAD, { runs }).filter(({ rule }) => rule === "never-pages");
    expect(found).toMatchObject([{ subject: "tool_failure_rate on support-agent" }]);
    expect(found[0]!.text).toMatch(/^stays silent in all 3 incidents .* threshold > 99/);
  });

  test("has no other side where a stack is new", async () => {
    const others = BASE.filter(({ stack }) => stack !== "support-agent");
    const [own] = servicesOf(BASE);
    const { sentences, runs } = await playReview([own!], others, {
      ...HERE,
      scenarios: SCENARIOS.slice(1, 2),
    });
    expect(sentences).toEqual([]);
    expect(runs.get("support-agent")).toHaveLength(1);
  });
});
