import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import fc, { cases } from "../support/fast-check";
import { LlmMetricSettings, LlmService, LlmTraceRetention } from "../../constructs";
import { InvalidInputError } from "../../telemetry";
import { METRIC_SETTINGS, OF_SERVICE, RETENTION } from "../mistakes/whole-props";
import { hostileText, readMessage } from "../support/hostile-text";
import { silenceWarnings } from "../support/silent-warnings";
import type { SynthesizedMonitor } from "../support/synth";

/**
 * Hostile text in the place of any text that the props can hold, whole constructs long: it is refused, or
 * nobody else is told of anything and Terraform computes nothing but references to our own resources.
 */

type Built = new (scope: Construct, id: string, props: never) => unknown;
type Path = readonly (string | number)[];

const CONSTRUCTS: readonly (readonly [Built, object])[] = [
  [LlmService, OF_SERVICE],
  [LlmTraceRetention, RETENTION],
  [LlmMetricSettings, METRIC_SETTINGS],
];

/** Every text, but for handles: whoever writes those means somebody. */
function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === "string") return value.startsWith("@") ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...path, isList ? Number(key) : key]),
  );
}

function replaced(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const inner = (value as Record<string, unknown>)[key];
  return Object.assign(copy, { [key]: replaced(inner, rest, text) });
}

/** What Terraform reads. */
interface Synthesized {
  readonly resource: { readonly datadog_monitor?: Readonly<Record<string, SynthesizedMonitor>> };
}

/** Nothing where the props are refused. */
function built(Built: Built, props: unknown): TerraformStack | undefined {
  const stack = new TerraformStack(new App(), "stack");
  try {
    new Built(stack, "own", props as never);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
  return stack;
}

function synthesized(stack: TerraformStack): Synthesized {
  return stack.toTerraform() as Synthesized;
}

/** Who hears of each transition, by message: a text in one place leaves most messages as they were. */
const TOLD = new Map<string, unknown>();

/** Who hears of each transition of each monitor. */
function toldBy({ resource }: Synthesized): unknown[] {
  return Object.values(resource.datadog_monitor ?? {}).map(
    ({ message }) => TOLD.get(message) ?? told(message),
  );
}

const told = (message: string): unknown => readMessage(message).map((one) => one.told);

/** Of a resource of ours. */
const OWN_ID = /^datadog_\w+\.own_[\w-]+\.id$/;

/** Generated cases; each makes a whole stack, so there are fewer than of a single message. */
const numRuns = cases(50);

silenceWarnings();

it.each(CONSTRUCTS)("%p: no text in its props notifies or is computed", (Built, props) => {
  const texts = textsIn(props);
  const unchanged = synthesized(built(Built, props)!);
  for (const { message } of Object.values(unchanged.resource.datadog_monitor ?? {})) {
    TOLD.set(message, told(message));
  }
  const usual = toldBy(unchanged);
  // Names refuse nearly any other form, so half of the cases go where a sentence may stand.
  const sentences = texts.filter(
    (path) => built(Built, replaced(props, path, "any {sentence}.")) !== undefined,
  );
  expect(sentences.length > 0).toBe(Built !== LlmMetricSettings);
  const places = fc.oneof(
    fc.constantFrom(...texts),
    fc.constantFrom(...(sentences.length > 0 ? sentences : texts)),
  );
  fc.assert(
    fc.property(places, hostileText, (path, text) => {
      // CDKTF keeps every reference, and so every stack, for as long as the process lives.
      Reflect.deleteProperty(globalThis, "__cdktfTokenMap");
      const stack = built(Built, replaced(props, path, text));
      if (stack === undefined) return;
      const read = synthesized(stack);
      expect(toldBy(read)).toEqual(usual);
      const json = JSON.stringify(read);
      const computed = [...json.matchAll(/(?<!\$)\$\{([^}]*)\}?/g)].map(([, inner]) => inner);
      expect(computed.filter((inner) => !OWN_ID.test(inner!))).toEqual([]);
      expect(json).not.toMatch(/(?<!%)%\{/);
    }),
    { numRuns },
  );
});
