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
    file: "runtime/service-check.ts",
    from: '"DD_ENV"',
    to: '""',
    why: "Noticed since, by a tracer without an env where the environment has one.",
  },
  {
    file: "runtime/testing/matchers.ts",
    from: "[...new Set(telemetry.logs.map((log) => log.message))]",
    to: "[]",
    why: "Noticed since, by what else was logged.",
  },
  {
    file: "runtime/testing/matchers.ts",
    from: '"nothing"',
    to: '""',
    why: "Noticed since, by a recording without a record.",
  },
  {
    file: "runtime/calls/request-kind.ts",
    from: "call.firstTokenMs !== undefined",
    to: "true",
    why: "A tag without a value is none for dd-trace; leaving it out saves time.",
  },
  {
    file: "runtime/dd-trace/child-errors.ts",
    from: "started.at(-1) === span",
    to: "false",
    why: "A shortcut for spans without children, which end two lines later.",
  },
  {
    file: "runtime/errors/secret-patterns.ts",
    from: '"auth="',
    to: '""',
    why: "An empty word is in every text, so the pattern is only tried more often.",
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
    file: "runtime/prompts/file.ts",
    from: '"too large"',
    to: '""',
    why: "Only the error's code is shown.",
  },
  {
    file: "runtime/observe/pipe.ts",
    from: "true",
    to: "false",
    why: "The end of the source shuts the pipe down, too.",
  },
  {
    file: "runtime/tags/tag-set.ts",
    from: "this.kept++ < MAX_KEPT",
    to: "this.kept++ <= MAX_KEPT",
    why: "One kept series more: the bound is there for memory.",
  },
];
