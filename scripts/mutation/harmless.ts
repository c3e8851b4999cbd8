import type { Survivor } from "./results";

/** Changes that no test can notice, or need not, and why; or what notices them since the draw. */
export const HARMLESS: readonly (Omit<Survivor, "line"> & { readonly why: string })[] = [
  {
    file: "telemetry/problems.ts",
    from: '"node-do-not-add-exception-line"',
    to: '""',
    why: "Node looks for these words in the line of source alone; `mistakes/runners` holds what it prints.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: "/(^|\\s)@\\S/",
    to: "/(\\s)@\\S/",
    why: "Noticed since, by a description that begins with a handle.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: "/^[1-9]\\d{0,3}[hd]$/",
    to: "/^[^1-9]\\d{0,3}[hd]$/",
    why: "Noticed since, by the shortest and the longest window of a release.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: '"traffic"',
    to: '""',
    why: "Noticed since, by traffic that is a number.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: "given.trim()",
    to: "given",
    why: "Noticed since, by a name of spaces alone.",
  },
  {
    file: "telemetry/site.ts",
    from: "/^[a-z]+:\\/\\//",
    to: "/[a-z]+:\\/\\//",
    why: "Noticed since, by an address within a host's name.",
  },
  {
    file: "telemetry/did-you-mean.ts",
    from: "i < a.length",
    to: "i <= a.length",
    why: "Noticed since, by a short name with one slip.",
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
    from: "/(?<=[./]office\\.com\\/webhook(?:b2)?\\/)[\\w/@-]{8,}/gi",
    to: "/(?<=[./]office\\.com\\/webhook(?:b2)\\/)[\\w/@-]{8,}/gi",
    why: "Noticed since, by an address of either kind.",
  },
  {
    file: "runtime/errors/secret-patterns.ts",
    from: "/(?<=\\b(?:login\\s\\S{1,80}\\spassword|requirepass)\\s)\\S{3,200}/gi",
    to: "/(?<=\\b(?:login\\s\\S{1,80}\\spassword|requirepass)\\s)\\s{3,200}/gi",
    why: "Noticed since, by both commands.",
  },
  {
    file: "runtime/dd-trace/child-errors.ts",
    from: "children.length === started.length",
    to: "false",
    why: "Noticed since, by a span that its trace does not keep.",
  },
  {
    file: "runtime/providers/reading/guard.ts",
    from: "false",
    to: "true",
    why: "Noticed since, by a reader that fails when it is asked for the end.",
  },
  {
    file: "runtime/errors/opaque-key.ts",
    from: "/(?<!(?:cache|idempotency|partition|sort|primary|foreign|object|public)[-_ ]?)(?:key|token|secret|password|credentials?)['\"`]?\\W{1,4}(?:(?:is|was|of|provided|supplied|given|used)\\W{1,4}){0,2}$/i",
    to: "/(?<!(?:cache|idempotency|partition|sort|primary|foreign|object|public)[-_ ]?)(?:key|token|secret|password|credentials?)['\"`]?\\W(?:(?:is|was|of|provided|supplied|given|used)\\W{1,4}){0,2}$/i",
    why: "Noticed since, by the words that stand between a name and its key.",
  },
  {
    file: "runtime/errors/opaque-key.ts",
    from: "/(?<!(?:cache|idempotency|partition|sort|primary|foreign|object|public)[-_ ]?)(?:key|token|secret|password|credentials?)['\"`]?\\W{1,4}(?:(?:is|was|of|provided|supplied|given|used)\\W{1,4}){0,2}$/i",
    to: "/(?<!(?:cache|idempotency|partition|sort|primary|foreign|object|public)[-_ ]?)(?:key|token|secret|password|credentials?)['\"`]?\\W{1,4}(?:(?:is|was|of|provided|supplied|given|used)\\W{1,4})$/i",
    why: "Noticed since, by the words that stand between a name and its key.",
  },
];
