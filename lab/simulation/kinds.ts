import { healthyBehaviour, type Behaviour } from "../scenarios/behaviour";
import type { CallKind } from "../scenarios/call-kind";
import type { PlayedService, RequestKind } from "../scenarios/measured-requests";
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
  /** Of its answers. One text for all: the runtime looks at each new one. */
  readonly schema: string;
}

/** The kinds of calls that a minute has: as often as was measured, else all equally often. */
export class Kinds {
  private readonly known = new Map<string, KnownKind>();
  private readonly models: readonly ModelChoice[];
  private readonly prompts: readonly string[];
  private readonly features: readonly string[];
  private readonly candidateShare: number;
  private readonly service: PlayedService;
  private readonly declared: readonly ModelChoice[];

  constructor(
    private readonly moment: Moment,
    private readonly props: MinuteProps,
  ) {
    const { service } = moment;
    const { incident } = props;
    this.service = service;
    this.declared = modelsOf(service);
    this.models = incident.models?.(this.declared, moment) ?? this.declared;
    this.prompts = Object.keys(service.prompts);
    this.features = Object.keys(service.features);
    this.candidateShare = incident.candidateShare?.(0, moment) ?? 0;
  }

  pick(): KnownKind {
    const { random } = this.props;
    const measured = this.pickMeasured();
    const { provider, model } = measured ?? random.pick(this.models);
    const prompt = measured?.prompt ?? random.pick(this.prompts);
    const { baseline, candidate } = versionsOf(this.service, prompt);
    const isCandidate = this.candidateShare > 0 && random.chance(this.candidateShare);
    const version = isCandidate ? candidate : baseline;
    const feature = measured?.feature ?? random.pick(this.features);
    return this.kindOf({ feature, prompt, version, provider, model });
  }

  /** Where an incident changes the models, those are called equally often, whatever was measured. */
  private pickMeasured(): RequestKind | undefined {
    const { measured } = this.service;
    if (!measured) return undefined;
    const { random } = this.props;
    let rest = random.next();
    const found = measured.kinds.find(({ share }) => (rest -= share) < 0) ?? measured.kinds.at(-1);
    if (!found || this.models === this.declared) return found;
    return { ...found, ...random.pick(this.models) };
  }

  private kindOf(kind: CallKind): KnownKind {
    const key = `${kind.feature},${kind.prompt},${kind.version},${kind.provider},${kind.model}`;
    let known = this.known.get(key);
    if (!known) {
      const healthy = healthyBehaviour(this.moment.service, kind);
      const { incident } = this.props;
      const behaviour = incident.behaviour?.(healthy, kind, this.moment) ?? healthy;
      this.known.set(key, (known = { kind, behaviour, schema: `${kind.prompt}_response` }));
    }
    return known;
  }
}
