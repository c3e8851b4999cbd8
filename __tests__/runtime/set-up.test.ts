import { createLlmTelemetry, hashUserId } from "../../runtime";
import { RecordingTracer } from "../../runtime/testing/recording-tracer";
import type { LlmServiceDeclaration } from "../../telemetry";
import { COMPLETION, MODEL, service } from "./support/fixtures";

function warningsWith(
  dd: object | undefined,
  env: NodeJS.ProcessEnv = {},
  declaration: LlmServiceDeclaration = service,
) {
  const tracer = new RecordingTracer();
  tracer.inject = (_context, _format, carrier) => void Object.assign(carrier as object, { dd });
  const warnings: [object, string][] = [];
  const before = { ...process.env };
  Object.assign(process.env, env);
  createLlmTelemetry({
    tracer,
    service: declaration,
    logger: {
      info: () => undefined,
      warn: (record, message) => void warnings.push([record, message]),
    },
  });
  process.env = before;
  return warnings.map(([record]) => record);
}

it("warns once when dd-trace runs as another service or environment than declared", () => {
  expect(warningsWith({ service: "support-agent", env: "prod" })).toEqual([
    { field: "env", declared: "test", actual: "prod", setting: "DD_ENV" },
  ]);
  expect(warningsWith(undefined, { DD_SERVICE: "ai-api" })).toEqual([
    { field: "service", declared: "support-agent", actual: "ai-api", setting: "DD_SERVICE" },
  ]);
});

it("takes any environment of a service that is declared for several, and no other", () => {
  const several = { ...service, env: ["staging", "production"] };
  for (const env of ["staging", "Production"]) {
    expect(warningsWith({ service: "support-agent", env }, {}, several)).toEqual([]);
  }
  expect(warningsWith({ service: "support-agent", env: "test" }, {}, several)).toEqual([
    { field: "env", declared: "staging, production", actual: "test", setting: "DD_ENV" },
  ]);
});

it("says nothing when they are the same", () => {
  expect(warningsWith({ service: "Support-Agent", env: "test" })).toEqual([]);
});

it("warns of a started dd-trace without an env, unless the environment has one", () => {
  const started = { service: "support-agent" };
  expect(warningsWith(started)).toEqual([{ declared: "test", setting: "DD_ENV" }]);
  expect(warningsWith(started, { DD_ENV: "test" })).toEqual([]);
});

it("does nothing at all while dd-trace is off, and begins when it is started", async () => {
  let now = 0;
  let started = false;
  const tracer = new RecordingTracer();
  const inject = tracer.inject.bind(tracer);
  tracer.inject = (...args) => {
    if (started) inject(...args);
  };
  const llm = createLlmTelemetry({ tracer, service, clock: () => now });
  await llm.request(MODEL, () => Promise.resolve(COMPLETION));
  expect(tracer.spans).toHaveLength(0);
  started = true;
  now = 1000;
  await llm.request(MODEL, () => Promise.resolve(COMPLETION));
  expect(tracer.spans).toHaveLength(1);
});

it("hashes user ids with a key, because ids of a small set can be guessed from a plain hash", () => {
  expect(hashUserId("key", "user-1")).toMatch(/^[0-9a-f]{16}$/);
  expect(hashUserId("key", "user-1")).toBe(hashUserId("key", "user-1"));
  expect(hashUserId("other key", "user-1")).not.toBe(hashUserId("key", "user-1"));
  expect(() => hashUserId("", "user-1")).toThrow("key");
});

describe("starts with whatever it is given", () => {
  const refuse = () => {
    throw new Error("refused");
  };
  const revoked = (of: object) => {
    const { proxy, revoke } = Proxy.revocable(of, {});
    revoke();
    return proxy;
  };
  const hostile = [
    revoked({}),
    revoked([]),
    new Proxy({}, { get: refuse, ownKeys: refuse, has: refuse, getPrototypeOf: refuse }),
    Object.defineProperty({}, "a", { enumerable: true, get: refuse }),
    Object.defineProperty({}, Symbol("a"), { enumerable: true, get: refuse }),
  ];
  const quiet = { info: () => undefined, warn: () => undefined };
  const ask = (given: object) => {
    const llm = createLlmTelemetry(given as never);
    return llm.request(MODEL, () => COMPLETION);
  };
  const usable = { tracer: new RecordingTracer(), service, logger: quiet };

  it.each(hostile.map((given, index) => [index, given]))("that cannot be read (%i)", (_, given) => {
    const warn = jest.spyOn(console, "warn").mockReturnValue();
    expect(ask(given)).toBe(COMPLETION);
    for (const name of Object.keys({ ...usable, readers: 1, redact: 1, cardinality: 1, keep: 1 })) {
      expect(ask({ ...usable, [name]: given })).toBe(COMPLETION);
    }
    for (const name of Object.keys({ ...service, env: 1, judges: 1, traffic: 1, evals: 1 })) {
      expect(ask({ ...usable, service: { ...service, [name]: given } })).toBe(COMPLETION);
    }
    warn.mockRestore();
  });

  it("prices that tell their problems in another shape", () => {
    for (const told of [1, {}, true, ...hostile]) {
      const prices = { cost: () => undefined, problems: () => told };
      expect(ask({ ...usable, prices })).toBe(COMPLETION);
    }
  });
});
