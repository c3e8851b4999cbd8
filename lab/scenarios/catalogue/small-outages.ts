import { normalizeTagValue } from "../../../telemetry";
import type { PlayedService } from "../measured-requests";
import { busiest, firstTool, mostToolUse, shareOf } from "../shares";
import {
  affecting,
  combine,
  during,
  type Expectation,
  type Incident,
  type Scenario,
} from "../scenario";
import { toolsFail } from "./incident-parts";

const FEW_SCORES: Expectation = {
  signal: "eval_regression",
  optional: "the means of so few scores differ by chance",
};

/** Requests, answers to check or calls of a tool, of which one kind fails altogether. */
function smallOutage(
  kind: string,
  perMinute: (service: PlayedService) => number,
  failing: Incident,
  expectation: (service: PlayedService) => Expectation,
  fitting: Pick<Scenario, "appliesTo" | "needs"> = {},
): Scenario {
  return {
    id: `small-outage-${kind}`,
    title: `A small service, with 1.5 ${kind} a minute, of which all fail for half an hour`,
    hoursBefore: 1,
    hours: 1,
    ends: 30,
    ...fitting,
    incident: combine(
      {
        models: (models) => models.slice(0, 1),
        traffic: (_usual, { service }) => perMinute(service),
      },
      during(0, 30, failing),
    ),
    expects: (service) => {
      const expected = expectation(service);
      const others = { signal: expected.signal, optional: "fewer of them fail" };
      return [expected, ...(expected.group ? [others] : []), FEW_SCORES];
    },
  };
}

/** The prompt with structured output that has most requests. */
function busiestStructured(service: PlayedService): string | undefined {
  const structured = Object.keys(service.prompts).filter(
    (prompt) => service.prompts[prompt]?.structuredOutput,
  );
  return busiest(structured, (prompt) => shareOf(service, { prompt }));
}

function shareOfStructured(service: PlayedService): number {
  const prompt = busiestStructured(service);
  return prompt === undefined ? 0 : shareOf(service, { prompt });
}

/** The group of which there is most; without a measure, there is as much of all. */
function busiestOnly(
  { measured }: PlayedService,
  tag: string,
  name: string | undefined,
): Pick<Expectation, "group"> {
  return measured && name !== undefined ? { group: { [tag]: normalizeTagValue(tag, name) } } : {};
}

/** What a small service has of each kind, and what is lost when it fails: far fewer than a busy one. */
export const smallOutages: readonly Scenario[] = [
  smallOutage(
    "requests",
    () => 1.5,
    affecting(() => ({ errorRate: 1 })),
    () => ({ signal: "provider_error_rate", measured: { before: 0.2, during: 100, share: 1 } }),
  ),
  smallOutage(
    "answers",
    (service) => 1.5 / shareOfStructured(service),
    affecting(() => ({ invalidJsonRate: 1 })),
    (service) => ({
      signal: "invalid_json",
      ...busiestOnly(service, "prompt_name", busiestStructured(service)),
      measured: { before: 0.1, during: 100, share: shareOfStructured(service) },
    }),
    {
      appliesTo: (service) => shareOfStructured(service) > 0,
      needs: "a prompt with structured output",
    },
  ),
  smallOutage(
    "tool-calls",
    (service) => 1.5 / mostToolUse(service),
    affecting((behaviour) => toolsFail(behaviour, 1)),
    (service) => ({
      signal: "tool_failure_rate",
      ...busiestOnly(service, "tool", firstTool(service)),
      measured: { before: 0.3, during: 100, share: mostToolUse(service) },
    }),
    { appliesTo: (service) => mostToolUse(service) > 0, needs: "a tool" },
  ),
];
