import {
  linkToPromptLayer,
  promptFromDatadog,
  promptFromLangfuse,
  promptFromPromptLayer,
} from "../../../runtime/prompts";
import { createTestTelemetry } from "../../../runtime/testing";
import { MODEL, service } from "../support/fixtures";

const langfuse = { name: "answer", version: 4, labels: [] as string[], isFallback: false };

describe("the version of a registry's prompt", () => {
  it.each([
    [12, "12"],
    ["2026-06-01.3", "2026-06-01.3"],
    [" 3 ", "3"],
    ["latest", "unknown"],
    ["LATEST", "unknown"],
    ["prod", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    [Number.NaN, "unknown"],
    [{}, "unknown"],
    ["sk-proj-abcdEFGH1234abcdEFGH1234", "unknown"],
    ["a".repeat(201), "unknown"],
    ["a".repeat(200), "a".repeat(200)],
    ["3f2c9b1d-7e0a-4c55-9d1e-2b7a60f1c9aa", "3f2c9b1d-7e0a-4c55-9d1e-2b7a60f1c9aa"],
    ["a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"],
    ["support-agent-2026-06-01.3-rc.1", "support-agent-2026-06-01.3-rc.1"],
  ])("%p is %p", (version, expected) => {
    const template = { prompt_name: "answer", version: version as number };
    expect(promptFromPromptLayer(template, { label: "prod" }).version).toBe(expected);
  });

  it("is no label of the version", () => {
    const prompt = { ...langfuse, version: "canary" as never, labels: ["canary"] };
    expect(promptFromLangfuse(prompt).version).toBe("unknown");
  });

  it("of a fallback is never the one that was asked for", () => {
    expect(promptFromLangfuse({ ...langfuse, isFallback: true }).version).toBe("fallback");
    const shipped = { id: "answer", version: "fallback", source: "fallback" };
    expect(promptFromDatadog(shipped).version).toBe("fallback");
    const own = { ...shipped, version: "2026-06-01" };
    expect(promptFromDatadog(own).version).toBe("fallback-2026-06-01");
  });
});

describe("the label of a registry's prompt", () => {
  it.each([
    [["latest"], undefined, undefined],
    [["latest", "beta"], undefined, "beta"],
    [["beta", "production"], undefined, "production"],
    [["beta", "production"], "beta", "beta"],
    [[], "latest", "latest"],
  ])("of %p, asked for by %p, is %p", (labels, label, expected) => {
    const asked = label === undefined ? {} : { label };
    expect(promptFromLangfuse({ ...langfuse, labels }, asked).environment).toBe(expected);
  });
});

describe("what is no prompt", () => {
  const throwing = Object.defineProperty({}, "version", {
    get: () => {
      throw new Error("getter");
    },
  });

  it.each<readonly [unknown, string]>([
    [undefined, "fallback"],
    [null, "fallback"],
    ...[7, "text", [], throwing].map((given) => [given, "unknown"] as const),
  ])("(%p) does not throw, and its version is %s", (given, version) => {
    for (const read of [promptFromPromptLayer, promptFromLangfuse, promptFromDatadog]) {
      expect(read(given as never).version).toBe(version);
    }
  });

  it("keeps the name that the application asked for", () => {
    expect(promptFromPromptLayer(null, { name: "answer" })).toEqual({
      name: "answer",
      version: "fallback",
    });
  });
});

it("a name that no declaration knows is counted when it arrives", () => {
  const { llm, metrics } = createTestTelemetry(service);
  const prompt = promptFromLangfuse({ ...langfuse, name: "renamed" });
  llm.withPrompt({ ...prompt, feature: "search" }, () => llm.request(MODEL, () => 1));
  const counted = metrics.filter(({ name }) => name === "llm.telemetry_undeclared");
  expect(counted.map(({ tags }) => tags["field"])).toContain("prompt_name");
  // @ts-expect-error -- a name that is written in the code is checked by the compiler
  llm.withPrompt({ ...promptFromLangfuse(langfuse, { name: "typo" }), feature: "search" }, () => 1);
});

it("leads from PromptLayer's id of a call to its trace, and back", () => {
  const { llm, spans } = createTestTelemetry(service);
  let link: unknown;
  llm.request(MODEL, (request) => (link = linkToPromptLayer(request, { id: 991 })));
  expect(spans[0]?.tags["llm.prompt_request_id"]).toBe("991");
  const ids = { "dd.trace_id": expect.stringMatching(/^[0-9a-f]{32}$/) as string };
  expect(link).toEqual({
    request_id: 991,
    metadata: { ...ids, "dd.span_id": expect.stringMatching(/^[0-9a-f]{16}$/) as string },
  });
});

it.each([null, undefined, Number.NaN, "991"])("PromptLayer's id %p is no id yet", (id) => {
  const set = jest.fn();
  const run = { request_id: id as never };
  expect(linkToPromptLayer({ set, ref: () => undefined }, run)).toBeUndefined();
  expect(set).not.toHaveBeenCalled();
});
