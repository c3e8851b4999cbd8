import type { Survivor } from "./results";

/** Changes that no test can notice, or need not, and why; or what notices them since the draw. */
export const HARMLESS: readonly (Omit<Survivor, "line"> & { readonly why: string })[] = [
  {
    file: "telemetry/environment.ts",
    from: 'typeof service.env === "string"',
    to: "true",
    why: "Noticed since, by a declaration of two environments; before, by the constructs' tests.",
  },
  {
    file: "telemetry/problems.ts",
    from: '"datadog-llm.unknown-name"',
    to: '""',
    why: "Copies of the library have to share the symbol, whatever its name.",
  },
  {
    file: "lab/agent/msgpack.ts",
    from: '"npm install --save-dev @msgpack/msgpack"',
    to: '""',
    why: "Noticed since, by a decoder that is not installed.",
  },
  {
    file: "lab/agent/msgpack.ts",
    from: 'counts === "values"',
    to: "true",
    why: "Noticed since, by a map with half of its values.",
  },
  {
    file: "lab/agent/wire-values.ts",
    from: "[]",
    to: '["Stryker was here"]',
    why: "Noticed since, by a payload that is nil.",
  },
  {
    file: "lab/agent/store.ts",
    from: "this.metrics.items.map(({ name }) => name).slice(-10)",
    to: "this.metrics.items.map(({",
    why: "Noticed since, by thirty metrics that arrived instead.",
  },
  {
    file: "runtime/errors/secret-patterns.ts",
    from: '"token="',
    to: '""',
    why: "An empty word is in every text, so the pattern is only tried more often.",
  },
  {
    file: "runtime/calls/request-kind.ts",
    from: "responseModel !== undefined",
    to: "true",
    why: "A tag without a value is none for dd-trace; leaving it out saves time.",
  },
  {
    file: "runtime/calls/request-kind.ts",
    from: "(facts.retries ?? 0) > 0",
    to: "true",
    why: "Noticed since, by a call without further attempts.",
  },
  {
    file: "runtime/providers/openai-other.ts",
    from: 'own(given, "object") === "list" && first !== undefined',
    to: 'own(given, "object") === "list" || first !== undefined',
    why: "Noticed since, by vectors in no list of a client's.",
  },
  {
    file: "runtime/providers/openai-responses.ts",
    from: "action === undefined",
    to: "action !== undefined",
    why: "Noticed since, by a search that only opened a page.",
  },
  {
    file: "runtime/observe/readable-stream.ts",
    from: "iterate === methodOf(NATIVE, Symbol.asyncIterator)",
    to: "iterate !== methodOf(NATIVE, Symbol.asyncIterator)",
    why: "Taken out since: in the standard the two methods are one function.",
  },
  {
    file: "runtime/telemetry.ts",
    from: "timeoutMs - (performance.now() - startedAt)",
    to: "timeoutMs + (performance.now() - startedAt)",
    why: "Noticed since, by a shadow that takes most of the time that a flush has.",
  },
  {
    file: "runtime/tags/tag-set.ts",
    from: "this.kept++",
    to: "this.kept--",
    why: "Noticed since, by 501 values of a tag.",
  },
  {
    file: "runtime/usable-options.ts",
    from: "given !== false",
    to: "given === false",
    why: "Noticed since, by `keep: false`.",
  },
  {
    file: "runtime/calls/render.ts",
    from: "(_options, set) => set.values.prompt_name",
    to: "() => undefined",
    why: "Noticed since, by the name of a rendering's span.",
  },
  {
    file: "runtime/calls/call.ts",
    from: '{ how: "left", isUnread: !this.hasBeenRead, endedAt }',
    to: "{}",
    why: "Noticed since: the test was there, behind slower ones.",
  },
  {
    file: "runtime/dd-trace/metrics.ts",
    from: "{",
    to: "{}",
    why: "Noticed since, by a metrics client that throws.",
  },
  {
    file: "runtime/providers/mistral.ts",
    from: 'isKnown && shape(event?.["data"]) !== undefined',
    to: 'isKnown || shape(event?.["data"]) !== undefined',
    why: "Noticed since, by an event without data.",
  },
  {
    file: "runtime/providers/failure.ts",
    from: '(count(given["status"]) ?? 0) >= 400',
    to: '(count(given["status"]) ?? 0) > 400',
    why: "Noticed since, by an answer of status 400.",
  },
  {
    file: "runtime/errors/describe.ts",
    from: '"Error"',
    to: '""',
    why: "Noticed since, by an error without a class.",
  },
  {
    file: "runtime/tags/text.ts",
    from: '""',
    to: '"Stryker was here!"',
    why: "Noticed since, by an empty variant.",
  },
  {
    file: "runtime/prompts/file.ts",
    from: '"too large"',
    to: '""',
    why: "Only the error's code is shown.",
  },
];
