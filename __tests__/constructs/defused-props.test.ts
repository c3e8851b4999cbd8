import { App, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import fc from "../support/fast-check";
import { LlmMetricSettings, LlmService, LlmTraceRetention } from "../../constructs";
import { InvalidInputError } from "../../telemetry";
import { METRIC_SETTINGS, OF_SERVICE, RETENTION } from "../mistakes/whole-props";
import { hostileText, readMessage } from "../support/hostile-text";
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

/** The JSON that Terraform reads; nothing where the props are refused. */
function synthesized(Built: Built, props: unknown): string | undefined {
  const stack = new TerraformStack(new App({ outdir: "never-written" }), "stack");
  try {
    new Built(stack, "own", props as never);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
  return Testing.synth(stack);
}

/** Who hears of each transition of each monitor. */
function toldBy(json: string): unknown[] {
  const { resource } = JSON.parse(json) as {
    resource: { datadog_monitor?: Record<string, SynthesizedMonitor> };
  };
  return Object.values(resource.datadog_monitor ?? {}).map(({ message }) =>
    readMessage(message).map(({ told }) => told),
  );
}

/** Generated cases; each makes a whole stack, so there are fewer than of a single message. */
const numRuns = Math.ceil(Number(process.env["NUM_RUNS"] ?? 1000) / 20);

beforeAll(() => {
  jest.spyOn(process, "emitWarning").mockReturnValue(undefined);
});
afterAll(() => jest.restoreAllMocks());

it.each(CONSTRUCTS)("%p: no text in its props notifies or is computed", (Built, props) => {
  const texts = textsIn(props);
  const usual = toldBy(synthesized(Built, props)!);
  // Names refuse nearly any other form, so half of the cases go where a sentence may stand.
  const sentences = texts.filter(
    (path) => synthesized(Built, replaced(props, path, "any {sentence}.")) !== undefined,
  );
  expect(sentences.length > 0).toBe(Built !== LlmMetricSettings);
  const places = fc.oneof(
    fc.constantFrom(...texts),
    fc.constantFrom(...(sentences.length > 0 ? sentences : texts)),
  );
  fc.assert(
    fc.property(places, hostileText, (path, text) => {
      const json = synthesized(Built, replaced(props, path, text));
      if (json === undefined) return;
      expect(toldBy(json)).toEqual(usual);
      for (const [, computed] of json.matchAll(/(?<!\$)\$\{([^}]*)\}?/g)) {
        expect(computed).toMatch(/^datadog_\w+\.own_[\w-]+\.id$/);
      }
      expect(json).not.toMatch(/(?<!%)%\{/);
    }),
    { numRuns },
  );
});
