import { playAll } from "../../../cli/lab/play-all";
import { playsOf, type Play } from "../../../cli/lab/plays";
import { costsOf } from "../../../cli/lab/play-cost";
import { PlayQueue } from "../../../cli/lab/play-queue";
import { LabProgress } from "../../../cli/lab/progress";
import { play, scenario, type Watched } from "../../../lab";
import { codeReview, invoiceExtraction } from "../../../examples/services";
import { synthesizeExamples } from "../../support/example-stacks";

const SHORT = ["quiet-night", "small-outage-requests", "provider-429-storm"].map(scenario);
const stacks = synthesizeExamples();
const watched = [codeReview, invoiceExtraction].map(({ service }) => stacks.get(service)!);
const plays: Play[] = watched.flatMap((one) => playsOf(one, SHORT));

describe("playing in threads", () => {
  it("gives what playing here gives, in the order that was asked, and says how far it is", async () => {
    const told: number[] = [];
    const inThreads = await playAll(plays, {
      seed: 3,
      threads: 2,
      onProgress: (_play, done) => told.push(done),
    });
    const here = await playAll(plays, { seed: 3, threads: 0 });
    expect(inThreads).toEqual(here);
    const asked = plays.map(({ watched: { service }, scenario: { id } }) => [service.service, id]);
    expect(inThreads.map(({ run }) => [run.service, run.scenario])).toEqual(asked);
    expect(told.filter((done) => done === 1)).toHaveLength(plays.length);
  });

  it("ends with the error of a thread", async () => {
    const unknown = { watched: watched[0]!, scenario: { ...SHORT[0]!, id: "meteor" } };
    await expect(playAll([unknown], { seed: 1, threads: 1 })).rejects.toThrow(
      'There is no scenario "meteor"',
    );
  });

  it("encodes what a report shows, and lets the recording go", async () => {
    const [played] = await playAll(plays.slice(0, 1), { seed: 1, runsOfReport: 1 });
    expect(played!.run).not.toHaveProperty("recording");
    expect(played!.encoded!.head).toMatchObject({ scenario: "quiet-night" });
  });
});

describe("minutes in which nothing happens", () => {
  const storm = scenario("provider-429-storm");
  const fresh = (one: Watched): Watched => ({ ...one, service: { ...one.service } });

  it("are the same for a scenario that is played alone and for one that finds them", () => {
    const sharing = fresh(watched[0]!);
    play(sharing, scenario("failing-tool"));
    expect(play(sharing, storm)).toEqual(play(fresh(watched[0]!), storm));
  });

  it("are others with another seed", () => {
    const one = watched[0]!;
    const requests = [1, 2, 1].map((seed) => play(one, storm, { seed }).requests);
    expect(requests[0]).toBe(requests[2]);
    expect(requests[0]).not.toBe(requests[1]);
  });

  it("are the same where their spans are kept", () => {
    const { recording, ...run } = play(watched[0]!, storm, { recording: true });
    expect(run).toEqual(play(watched[0]!, storm));
    expect(recording!.requests.length).toBeGreaterThan(0);
  });
});

describe("the order of plays", () => {
  it("keeps a thread with its service, the longest first, and helps the others at the end", () => {
    const queue = new PlayQueue(plays);
    const first = queue.next(undefined)!;
    const second = queue.next(undefined)!;
    expect(second.watched).not.toBe(first.watched);
    const own = [first, queue.next(first)!, queue.next(first)!];
    expect(own.map((one) => one.watched)).toEqual(own.map(() => first.watched));
    const costs = own.map(({ cost }) => cost);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(queue.next(own[2])!.watched).toBe(second.watched);
    expect(queue.next(own[2])!.watched).toBe(second.watched);
    expect(queue.next(own[2])).toBeUndefined();
  });
});

describe("what a play costs", () => {
  const [one] = watched;
  const costOf = (perMinute: number, id: string): number => {
    const service = { ...one!.service, traffic: { perMinute } };
    const [play] = playsOf({ ...one!, service }, [scenario(id)]);
    return costsOf([play!]).get(play!)!;
  };

  it("grows with the declared requests, as far as the scenario plays them", () => {
    const storm = [1, 60, 1_000].map((perMinute) => costOf(perMinute, "provider-429-storm"));
    // Of a thousand requests a minute, those are nearly all that costs; of one, the monitors are.
    expect(storm[2]! / storm[1]!).toBeGreaterThan(10);
    expect(storm[1]! / storm[0]!).toBeLessThan(30);
    const night = [1, 1_000].map((perMinute) => costOf(perMinute, "quiet-night"));
    expect(night[1]).toBe(night[0]);
  });

  it("is less where another scenario has played the same minutes", () => {
    const both = playsOf(one!, ["healthy-day", "provider-429-storm"].map(scenario));
    const [day, storm] = both.map((play) => costsOf(both).get(play)!);
    expect(storm).toBeLessThan(costOf(60, "provider-429-storm") / 1.5);
    expect(day).toBe(costOf(60, "healthy-day"));
  });
});

it("tells a log of quarters, and not of more", () => {
  const lines: string[] = [];
  const progress = new LabProgress(plays, (line) => lines.push(line));
  const queue = new PlayQueue(plays);
  for (let one = queue.next(undefined); one; one = queue.next(one)) {
    for (const done of [0.2, 0.4, 0.6, 0.8, 1]) progress.show(one, done);
  }
  expect(lines.map((line) => line.replace(/,.*/, ""))).toEqual([
    "25 % played",
    "50 % played",
    "75 % played",
  ]);
});
