import { featuresWhere, type LlmServiceDeclaration } from "../../telemetry";
import { minus, type Expression } from "../datadog/expression";
import { read, type QueryBuilder, type Scope } from "../datadog/query";
import type { Receivers } from "../receivers";
import { CHAT, CHAT_SPANS } from "../signals/chat";
import { hasStructuredOutput, jsonChecks } from "../signals/invalid-json";
import { providerErrors } from "../signals/provider-error-rate";
import type { LatencyObjectiveSettings, ObjectiveId } from "./objectives-settings";

/** One objective of a service, with everything decided. */
export interface ObjectivePlan {
  readonly id: ObjectiveId;
  /** Name on pages and graphs. */
  readonly title: string;
  /** Percent of all events that have to be good, over 30 days. */
  readonly target: number;
  /** What a good event is, as the rest of a sentence: "chats that the provider answered". */
  readonly goodEvents: string;
  readonly good: (scope: Scope) => Expression;
  readonly total: (scope: Scope) => Expression;
  /** Search for the spans of bad events, beyond env and service. */
  readonly badSpans: string;
  /** The signal whose runbook says what to do about bad events. */
  readonly signal: "provider_error_rate" | "latency_p95" | "invalid_json";
  readonly runbook: string | undefined;
  readonly notify: Partial<Receivers>;
}

/** What distinguishes one objective from another, before a team's settings are applied. */
interface Objective {
  readonly title: string;
  readonly target: number;
  /** What a service must declare to have it, as in "without …". @default - every service has it */
  readonly needs?: string;
  readonly applies: (service: LlmServiceDeclaration) => boolean;
  readonly plan: (
    service: LlmServiceDeclaration,
    settings: LatencyObjectiveSettings,
  ) => Pick<ObjectivePlan, "goodEvents" | "good" | "total" | "badSpans" | "signal">;
}

const WITHIN_MS = 8000;

const availability: Objective = {
  title: "Availability",
  target: 99.5,
  applies: () => true,
  plan: () => ({
    goodEvents: "chats that the provider answered",
    good: (scope) => {
      const { events, failures } = providerErrors(scope, [], CHAT);
      return minus(events, failures);
    },
    total: (scope) => providerErrors(scope, [], CHAT).events,
    badSpans: `${CHAT_SPANS} @llm.status:error`,
    signal: "provider_error_rate",
  }),
};

const latency: Objective = {
  title: "Latency",
  target: 95,
  needs: "a feature that declares userFacing: true",
  applies: (service) => userFacing(service).length > 0,
  plan: (service, { within = WITHIN_MS }) => ({
    goodEvents: `answers to people within ${within / 1000} s`,
    good: (scope) => answers(service, scope).atMost(within),
    total: (scope) => answers(service, scope).samples(),
    badSpans: `${CHAT_SPANS} @llm.latency_ms:>${within}`,
    signal: "latency_p95",
  }),
};

const validJson: Objective = {
  title: "Valid JSON",
  target: 99,
  needs: "a prompt that declares structuredOutput: true",
  applies: hasStructuredOutput,
  plan: () => ({
    goodEvents: "structured outputs that parsed and met their schema",
    good: (scope) => minus(jsonChecks(scope, []).events, jsonChecks(scope, []).failures),
    total: (scope) => jsonChecks(scope, []).events,
    badSpans: "operation_name:output.validation @json_valid:false",
    signal: "invalid_json",
  }),
};

/** Every objective that a service can have. */
export const OBJECTIVES: Readonly<Record<ObjectiveId, Objective>> = {
  availability,
  latency,
  valid_json: validJson,
};

function userFacing(service: LlmServiceDeclaration): string[] {
  return featuresWhere(service, ({ userFacing }) => userFacing === true);
}

/**
 * The answers for which somebody waits. Where some features have nobody waiting, those are left out,
 * because a scope that lists several values of a tag can hold no other filter beside commas.
 */
function answers(service: LlmServiceDeclaration, scope: Scope): QueryBuilder<"llm.latency_ms"> {
  const all = read("llm.latency_ms", scope).where(CHAT);
  const waiting = userFacing(service);
  const others = Object.keys(service.features).filter((feature) => !waiting.includes(feature));
  if (others.length === 0) return all;
  const [only = ""] = waiting;
  return all.where({ feature: waiting.length === 1 ? only : { not: others } });
}
