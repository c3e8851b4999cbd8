import type { LlmServiceInEnv } from "../../telemetry";
import type { Behaviour } from "../scenarios/behaviour";
import type { CallKind } from "../scenarios/call-kind";
import type { PlayedService } from "../scenarios/measured-requests";
import type { Moment, Scenario } from "../scenarios/scenario";
import { peakPerMinute, usualPerMinute } from "../scenarios/usual-traffic";
import { Kinds, type MinuteProps } from "./kinds";
import type { AnyService } from "./play-request";
import { Random } from "./random";

export interface CallsProps {
  readonly service: LlmServiceInEnv & PlayedService;
  readonly scenario: Scenario;
  readonly seed: number;
  /** Seconds since the epoch at which the incident begins. */
  readonly onset: number;
}

/** A request that is to be made. Chance is used in turn: the next one is asked for once it is made. */
export interface DueCall {
  /** When it begins: since the epoch. */
  readonly milliseconds: number;
  readonly kind: CallKind;
  readonly behaviour: Behaviour;
  /** Of the answer. */
  readonly schema: string;
  readonly random: Random;
  /** Decides what no alert reads, so that it cannot move what alerts read. */
  readonly users: Random;
}

/** The requests of a service in a scenario, minute by minute. */
export class ScenarioCalls {
  /** As it is played. */
  readonly service: AnyService & PlayedService;
  /** As it is declared: the runtime knows nothing else. */
  readonly declared: AnyService;
  /** At the peak. */
  readonly perMinute: number;
  private readonly random: Random;
  private readonly users: Random;

  constructor(private readonly props: CallsProps) {
    const { seed, scenario } = props;
    const none = { tools: [], evals: {}, promptVariants: [], tenantTiers: [] };
    const { measured, ...declared } = props.service;
    this.declared = { description: "", ...none, ...declared };
    this.service = measured ? { ...this.declared, measured } : this.declared;
    this.perMinute = peakPerMinute(this.service, scenario);
    this.random = Random.of(seed, `${declared.service} ${scenario.id}`);
    this.users = Random.of(0, declared.service);
  }

  /** @param time The beginning of a minute, in seconds since the epoch. */
  momentOf(time: number): Moment {
    return { minute: (time - this.props.onset) / 60, time, service: this.service };
  }

  /** Whether anything differs from a good day. */
  isIncident(moment: Moment): boolean {
    const { incident } = this.props.scenario;
    return incident.changes?.(moment) ?? Object.keys(incident).length > 0;
  }

  /** The requests that begin in a minute. */
  *of(moment: Moment): Generator<DueCall, void> {
    const chance = this.chanceOf(moment);
    const { incident, random, users } = chance;
    const { service, props } = this;
    const usual = usualPerMinute(service, props.scenario, moment.time);
    const count = random.poisson(incident.traffic?.(usual, moment) ?? usual);
    const kinds = new Kinds(moment, chance);
    for (let index = 0; index < count; index += 1) {
      const milliseconds = (moment.time + (60 * (index + random.next())) / count) * 1_000;
      yield { milliseconds, ...kinds.pick(), random, users };
    }
  }

  /** A minute in which nothing differs has a chance of its own: it is the same in all scenarios. */
  private chanceOf(moment: Moment): MinuteProps {
    const { random, users, props } = this;
    if (this.isIncident(moment)) return { random, users, incident: props.scenario.incident };
    const name = `${this.service.service} ${this.perMinute} ${moment.time}`;
    return { random: Random.of(props.seed, name), users: Random.of(0, name), incident: {} };
  }
}
