import { supportAgent } from "../../examples/services";
import type { SignalsSettings } from "../../constructs";
import type { LlmServiceInEnv } from "../../telemetry";
import { synthService } from "../support/synth";

/** An address that changes destroys a monitor, with its history and its mutes, and creates another. */
describe("resource addresses", () => {
  const before = addresses(supportAgent);

  function addresses(service: LlmServiceInEnv, signals: SignalsSettings = {}): string[] {
    return [...synthService(service, { signals }).addresses];
  }

  function expectAdded(after: string[], added: RegExp): void {
    expect(after).toEqual(expect.arrayContaining(before));
    const fresh = after.filter((address) => !before.includes(address));
    expect(fresh.length).toBeGreaterThan(0);
    for (const address of fresh) expect(address).toMatch(added);
  }

  it("of other resources stay when a feature comes, also in front of the others", () => {
    const after = addresses({
      ...supportAgent,
      features: { chat: { userFacing: true }, ...supportAgent.features },
    });
    expectAdded(after, /latency_p95-\w+-chat_/);
  });

  it("of other resources stay when a prompt with a release comes", () => {
    const release = { baseline: "1", candidate: "2" };
    const after = addresses({
      ...supportAgent,
      prompts: { summary: { release }, ...supportAgent.prompts },
    });
    expectAdded(after, /-release-summary_/);
  });

  it("of other resources stay when a signal comes", () => {
    expectAdded(addresses(supportAgent, { telemetry_silent: true }), /telemetry_silent-/);
  });

  it("of other resources stay when a signal goes", () => {
    const after = addresses(supportAgent, { latency_p95: false });
    expect(before).toEqual(expect.arrayContaining(after));
    expect(before.filter((address) => !after.includes(address))).toHaveLength(3);
  });

  it("do not collide for a feature that is named like a part of an alert", () => {
    const features = { a: { userFacing: true }, "measure-a": { userFacing: true } };
    const after = addresses({ ...supportAgent, features });
    expect(new Set(after).size).toBe(after.length);
    expect(after.filter((address) => address.includes("latency_p95"))).toHaveLength(6);
  });
});
