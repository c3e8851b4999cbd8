import { SIGNALS, type LlmServiceProps, type SignalsSettings } from "../../constructs";
import { MEASURED } from "../../constructs/signals/registry";
import { supportAgent } from "../../examples/services";
import type { LlmServiceInEnv } from "../../telemetry";
import { synthService } from "../support/synth";
import {
  dangling,
  deletedWhileNamed,
  referencesOf,
  type TerraformResources,
} from "../support/terraform-order";
import { TERRAFORM, TerraformFolder } from "../support/run-terraform";

type Props = Omit<Partial<LlmServiceProps>, "service">;

const service: LlmServiceInEnv = supportAgent;
const triage = service.prompts["support_triage"]!;

function synth(of: LlmServiceInEnv, props: Props = {}): TerraformResources {
  return synthService(of, props).resources;
}

const signals = (settings: SignalsSettings): [LlmServiceInEnv, Props] => [
  service,
  { signals: settings },
];
const declared = (changes: Partial<LlmServiceInEnv>): [LlmServiceInEnv, Props] => [
  { ...service, ...changes },
  {},
];

const MEASURES = Object.values(MEASURED);
const RATES = MEASURES.filter((signal) => "minFailures" in signal).map(({ id }) => id);
const GUARDED_BY_VOLUME = MEASURES.filter((signal) => "minRequests" in signal).map(({ id }) => id);
const OFF_BY_DEFAULT = MEASURES.filter((signal) => "offByDefault" in signal).map(({ id }) => id);

/** Every kind of setting that adds or removes monitors, each a neighbour of the service as it stands. */
const NEIGHBOURS: Readonly<Record<string, [LlmServiceInEnv, Props]>> = {
  ...Object.fromEntries(SIGNALS.map(({ id }) => [`${id} off`, signals({ [id]: false })])),
  ...Object.fromEntries(
    GUARDED_BY_VOLUME.map((id) => [`${id} unguarded`, signals({ [id]: { minRequests: false } })]),
  ),
  ...Object.fromEntries(
    RATES.map((id) => [`${id} unguarded`, signals({ [id]: { minFailures: false } })]),
  ),
  "telemetry_silent on": signals({ telemetry_silent: true }),
  "no ceiling": signals({ cost_spike: { ceiling: false } }),
  "cost_budget on": signals({ cost_budget: { monthly: 5_000, daily: 300 } }),
  "a monthly budget": signals({ cost_budget: { monthly: 5_000 } }),
  "a budget per feature": signals({ cost_budget: { daily: 300, of: "feature" } }),
  drafts: [service, { draft: true }],
  "one draft": signals({ invalid_json: { draft: true } }),
  "every objective": [service, { objectives: { availability: {}, latency: {}, valid_json: {} } }],
  "one objective": [service, { objectives: { availability: {} } }],
  "another objective": [service, { objectives: { valid_json: { target: 98 } } }],
  "all signals off": signals(Object.fromEntries(SIGNALS.map(({ id }) => [id, false]))),
  "all unguarded": signals({
    ...Object.fromEntries(GUARDED_BY_VOLUME.map((id) => [id, { minRequests: false }])),
    ...Object.fromEntries(RATES.map((id) => [id, { minFailures: false }])),
  }),
  "a feature more": declared({
    features: { ...service.features, search: { userFacing: true, streaming: true } },
  }),
  "a feature renamed": declared({ features: { agent: service.features["support_agent"]! } }),
  "a feature nobody waits for": declared({ features: { support_agent: {} } }),
  "a prompt more": declared({
    prompts: { ...service.prompts, summary: { release: { baseline: "1", candidate: "2" } } },
  }),
  "a feature more and another gone": declared({
    features: { search: { userFacing: true, retrieval: { topScoreFloor: 0.3 } } },
  }),
  "two prompts with a release, and then two others": declared({
    prompts: {
      summary: { structuredOutput: true, release: { baseline: "1", candidate: "2" } },
      title: { release: { baseline: "1", candidate: "2" } },
    },
  }),
  "a prompt renamed": declared({ prompts: { triage } }),
  "no structured output": declared({
    prompts: { support_triage: { release: triage.release! } },
  }),
  "no release": declared({ prompts: { support_triage: { structuredOutput: true } } }),
  "the next release": declared({
    prompts: {
      support_triage: { ...triage, release: { baseline: "2026-06-01.3", candidate: "4" } },
    },
  }),
  "no tools": declared({ tools: [] }),
  "one tool less": declared({ tools: ["lookup_order"] }),
  "a tool more": declared({ tools: [...service.tools!, "send_mail"] }),
  "a tool renamed": declared({ tools: ["find_order", "issue_refund"] }),
  "no evals": declared({ evals: {} }),
  "one eval": declared({ evals: { support_answer_safety: "safety" } }),
  "an eval more": declared({ evals: { ...service.evals, groundedness: "score" } }),
  "an eval renamed": declared({ evals: { answer_correctness: "correctness" } }),
  "another service": declared({ service: "helpdesk" }),
  "another environment": declared({ env: "staging" }),
};

const STACKS = new Map(
  Object.entries(NEIGHBOURS).map(([name, [of, props]]) => [name, synth(of, props)]),
);
const BASE = synth(service);

it("every signal that is off by default is switched on somewhere", () => {
  const names = Object.keys(NEIGHBOURS);
  for (const id of [...OFF_BY_DEFAULT, "cost_budget"]) expect(names).toContain(`${id} on`);
});

describe("a changed declaration or setting", () => {
  it.each([...STACKS])("(%s) never deletes what another resource names", (_, stack) => {
    expect(dangling(stack)).toEqual([]);
    expect(deletedWhileNamed(BASE, stack)).toEqual([]);
    expect(deletedWhileNamed(stack, BASE)).toEqual([]);
  });

  it("nor do two of them at once, in whatever order", () => {
    for (const before of STACKS.values()) {
      for (const after of STACKS.values()) expect(deletedWhileNamed(before, after)).toEqual([]);
    }
  });

  it("is kept safe by what stands in the state, because without it the same changes fail", () => {
    const withoutLifecycle = JSON.parse(
      JSON.stringify(BASE, (key, value) => (key === "lifecycle" ? undefined : (value as unknown))),
    ) as TerraformResources;
    const unsafe = deletedWhileNamed(withoutLifecycle, STACKS.get("invalid_json unguarded")!);
    expect(unsafe).toContainEqual({
      by: expect.stringMatching(/rollback_prompt-alert-correctness_/),
      deleted: expect.stringMatching(/rollback_prompt-json_failures/),
    });
  });
});

if (TERRAFORM === undefined) {
  console.warn("The order is only modelled: there is neither terraform nor tofu on the PATH.");
}

(TERRAFORM === undefined ? describe.skip : describe)("Terraform itself", () => {
  const CHANGES = ["invalid_json unguarded", "eval_regression unguarded", "one eval", "no release"];

  it("deletes a part after the composites that named it, as modelled", () => {
    const folder = new TerraformFolder();
    try {
      folder.apply(BASE);
      let before = BASE;
      for (const name of CHANGES) {
        const after = STACKS.get(name)!;
        expect(deletionsTooEarly(before, folder.apply(after))).toEqual([]);
        before = after;
      }
    } finally {
      folder.remove();
    }
  }, 120_000);

  /** Deletions that came before the operation on what named the resource. */
  function deletionsTooEarly(
    before: TerraformResources,
    operations: ReturnType<TerraformFolder["apply"]>,
  ): string[] {
    const place = new Map(operations.map(({ address }, index) => [address, index]));
    const deleted = operations.filter(({ action }) => action === "delete");
    expect(deleted).not.toEqual([]);
    const composites = Object.entries(before["datadog_monitor"]!)
      .filter(([, { type }]) => type === "composite")
      .map(([id, body]) => ({ address: `datadog_monitor.${id}`, names: referencesOf(body) }));
    return deleted.flatMap(({ address }) =>
      composites
        .filter(({ names }) => names.includes(address))
        .filter((composite) => !(place.get(composite.address)! < place.get(address)!))
        .map((composite) => `${address} before ${composite.address}`),
    );
  }
});
