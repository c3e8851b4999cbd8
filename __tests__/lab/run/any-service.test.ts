import { notPlayedOf } from "../../../cli/lab/not-played";
import { SCENARIOS } from "../../../lab";
import { playSeed } from "../../../scripts/lab-seeds/run";
import { unlikeServices } from "../../../scripts/lab-seeds/services";

/** Of the run that docs/chance.md shows, what taught something, and takes less than a second each. */
const SAMPLE: readonly (readonly [service: string, seed: number, scenarios: readonly string[]])[] =
  [
    ["internal-tool", 2, ["handful-of-failures", "provider-429-storm", "cost-retry-loop"]],
    ["twelve-features", 4, ["handful-of-failures", "small-outage-tool-calls"]],
    ["plain-chat", 4, ["handful-of-failures", "provider-slow", "flapping-provider"]],
    ["forty-prompts", 2, ["small-outage-requests"]],
    ["night-batch", 1, ["bad-release", "prompt-regression", "small-outage-answers"]],
    ["night-desk", 1, ["provider-429-storm", "first-token-slow", "prompt-regression"]],
  ];
const SERVICES = unlikeServices();

it.each(SAMPLE)("agrees on %s with seed %i: %s", (name, seed, ids) => {
  const watched = SERVICES.find(({ service }) => service.service === name)!;
  const scenarios = SCENARIOS.filter(({ id }) => ids.includes(id));
  const played = playSeed(watched, seed, scenarios);
  expect(played.runs).toBe(ids.length);
  expect(played.problems).toEqual([]);
});

it("says of a service with one request a minute what it is too small for", () => {
  const watched = SERVICES.find(({ service }) => service.service === "internal-tool")!;
  const storm = SCENARIOS.filter(({ id }) => id === "provider-429-storm");
  expect(playSeed(watched, 1, storm)).toMatchObject({
    fired: 0,
    problems: [],
    reasons: [
      expect.stringMatching(
        /^`provider-429-storm`, `provider_error_rate`: By chance, p = 0\.0\d+ in a window of 10 minutes; 3\.\d failures are expected in it, and 7 are wanted\.$/,
      ),
    ],
  });
});

it("plays a measured service in its hours and shares, and says what it is too uneven for", () => {
  const watched = SERVICES.find(({ service }) => service.service === "night-desk")!;
  expect(watched.service.traffic).toEqual({
    perMinute: expect.closeTo(20, 0),
    hours: { from: 1, to: 5 },
  });
  // The model that is slow answers records alone; nobody waits for those.
  const slow = SCENARIOS.filter(({ id }) => id === "provider-slow");
  expect(playSeed(watched, 1, slow)).toMatchObject({
    fired: 0,
    problems: [],
    reasons: [
      expect.stringMatching(/`first_token_p95`: Too little traffic to fire: .* 0 events/),
      expect.stringMatching(/`latency_p95`: Too little traffic to fire: .* 0 events/),
    ],
  });
  const notPlayed = notPlayedOf([watched], SCENARIOS);
  expect(notPlayed.map(({ scenario, needs }) => [scenario, needs])).toContainEqual([
    "safety-drop",
    "an evaluation of safety",
  ]);
});
