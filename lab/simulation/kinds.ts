import { healthyBehaviour, type Behaviour, type CallKind } from "../scenarios/behaviour";
import {
  modelsOf,
  versionsOf,
  type Incident,
  type ModelChoice,
  type Moment,
} from "../scenarios/scenario";
import type { Random } from "./random";

/** What happens in a minute, and what chance decides in it. */
export interface MinuteProps {
  readonly incident: Incident;
  readonly random: Random;
  /** Decides what no alert reads, so that it cannot move what alerts read. */
  readonly users: Random;
}

interface KnownKind {
  readonly kind: CallKind;
  readonly behaviour: Behaviour;
}

/** The kinds of calls that a minute has, all equally often. */
export class Kinds {
  private readonly known = new Map<string, KnownKind>();
  private readonly models: readonly ModelChoice[];
  private readonly prompts: readonly string[];
  private readonly features: readonly string[];
  private readonly candidateShare: number;

  constructor(
    private readonly moment: Moment,
    private readonly props: MinuteProps,
  ) {
    const { service } = moment;
    const { incident } = props;
    const declared = modelsOf(service);
    this.models = incident.models?.(declared, moment) ?? declared;
    this.prompts = Object.keys(service.prompts);
    this.features = Object.keys(service.features);
    this.candidateShare = incident.candidateShare?.(0, moment) ?? 0;
  }

  pick(): KnownKind {
    const { random } = this.props;
    const { provider, model } = random.pick(this.models);
    const prompt = random.pick(this.prompts);
    const { baseline, candidate } = versionsOf(this.moment.service, prompt);
    const isCandidate = this.candidateShare > 0 && random.chance(this.candidateShare);
    const version = isCandidate ? candidate : baseline;
    return this.kindOf({ feature: random.pick(this.features), prompt, version, provider, model });
  }

  private kindOf(kind: CallKind): KnownKind {
    const key = `${kind.feature},${kind.prompt},${kind.version},${kind.provider},${kind.model}`;
    let known = this.known.get(key);
    if (!known) {
      const healthy = healthyBehaviour(this.moment.service, kind);
      const { incident } = this.props;
      const behaviour = incident.behaviour?.(healthy, kind, this.moment) ?? healthy;
      this.known.set(key, (known = { kind, behaviour }));
    }
    return known;
  }
}
