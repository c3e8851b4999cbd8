import fc, { cases } from "../../support/fast-check";
import { type LocalAgent, parseDatagram, startLocalAgent } from "../../../lab/agent";
import { MalformedInputError } from "../../../lab/agent/malformed";
import { decodeTracesV04 } from "../../../lab/agent/traces-v04";
import { decodeTracesV05 } from "../../../lab/agent/traces-v05";
import { send, sendDatagram } from "./client";
import { anyBytes, grammarText, metricLine, traceBody, writeLine } from "./generators";

const numRuns = cases(1_000);
/** Sockets take milliseconds where a parser takes microseconds. */
const socketRuns = cases(200);

describe("fuzzing", () => {
  it("gives back every point that was written, whatever the order of its fields", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(metricLine, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }))),
        (lines) => {
          const text = lines.map(([point, order]) => writeLine(point, order)).join("\n");
          const items = [...parseDatagram(Buffer.from(text))];
          expect(items).toEqual(lines.map(([point]) => ({ kind: "metric", point })));
        },
      ),
      { numRuns },
    );
  });

  it("never makes the datagram parser throw, and every item comes of a line", () => {
    fc.assert(
      fc.property(fc.oneof(grammarText, anyBytes), (bytes) => {
        const lines = bytes.toString("latin1").split("\n").length;
        const items = [...parseDatagram(bytes)];
        expect(items.length).toBeLessThanOrEqual(2 * lines);
        for (const item of items) {
          if (item.kind !== "metric") continue;
          expect(item.point.values.every(Number.isFinite)).toBe(true);
          expect(item.point.name).not.toBe("");
        }
      }),
      { numRuns },
    );
  });

  it.each([
    ["v0.4", decodeTracesV04],
    ["v0.5", decodeTracesV05],
  ])("makes the decoder of %s refuse in one way only", (_version, decode) => {
    let taken = 0;
    fc.assert(
      fc.property(traceBody, (body) => {
        try {
          const { spans } = decode(body);
          taken += spans.length > 0 ? 1 : 0;
          for (const span of spans) {
            expect(typeof span.traceId).toBe("bigint");
            expect(Object.values(span.meta).every((held) => typeof held === "string")).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedInputError);
        }
      }),
      { numRuns },
    );
    // Otherwise the cases would not have come further than the msgpack decoder.
    expect(taken).toBeGreaterThan(numRuns / 50);
  });
});

describe("fuzzing a running agent", () => {
  let agent: LocalAgent;

  beforeAll(async () => {
    agent = await startLocalAgent();
  });

  afterAll(() => agent.close());

  it("leaves it working, whatever arrives", async () => {
    const path = fc.constantFrom("/v0.4/traces", "/v0.5/traces", "/dogstatsd/v2/proxy");
    await fc.assert(
      fc.asyncProperty(path, fc.oneof(traceBody, grammarText), async (route, body) => {
        const { status } = await send(agent, "POST", route, new Uint8Array(body));
        expect([200, 400]).toContain(status);
        await sendDatagram(agent, body);
      }),
      { numRuns: socketRuns },
    );
    agent.clear();
    await sendDatagram(agent, "still.here:1|c");
    await agent.waitFor(() => agent.metrics.some(({ name }) => name === "still.here"));
    expect((await send(agent, "GET", "/info")).status).toBe(200);
  });
});
