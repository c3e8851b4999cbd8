import { type MetricPoint, type Span, startLocalAgent } from "../../../lab/agent";
import { send, sendDatagram, withAgent } from "./client";
import { SPAN, tracesV04, WIRE_SPAN } from "./payloads";

describe("subscriptions", () => {
  it("stream what arrives until they are ended, so that nothing need be kept", async () => {
    await withAgent({ maxSpans: 0, maxMetrics: 0 }, async (agent) => {
      const spans: Span[] = [];
      const points: MetricPoint[] = [];
      const stopSpans = agent.onSpans((added) => spans.push(...added));
      const stopMetrics = agent.onMetrics((added) => points.push(...added));
      const lines = Array.from({ length: 2_500 }, (_, at) => `m${at}:1|c`).join("\n");
      const emit = async () => {
        await send(agent, "PUT", "/v0.4/traces", tracesV04(WIRE_SPAN, WIRE_SPAN));
        await send(agent, "POST", "/dogstatsd/v2/proxy", lines);
      };
      await emit();
      stopSpans();
      stopMetrics();
      await emit();
      expect(spans).toEqual([SPAN, SPAN]);
      expect(points.map(({ name }) => name)).toEqual(
        lines
          .split(":1|c")
          .map((m) => m.trim())
          .filter(Boolean),
      );
      expect([agent.spans, agent.metrics]).toEqual([[], []]);
      expect(agent.dropped).toMatchObject({ spans: 4, metrics: 5_000 });
    });
  });
});

it("nobody hears of nothing: a line that is no metric, or a payload without traces", async () => {
  await withAgent({}, async (agent) => {
    const listener = jest.fn();
    agent.onMetrics(listener);
    agent.onSpans(listener);
    await send(agent, "POST", "/dogstatsd/v2/proxy", "_sc|x|0");
    await send(agent, "PUT", "/v0.4/traces", tracesV04());
    expect(agent).toMatchObject({ serviceChecks: 1, requests: { "/v0.4/traces": 1 } });
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("limits", () => {
  it("keep the newest records and count the others, because memory is bounded", async () => {
    await withAgent({ maxSpans: 2, maxMetrics: 1, maxRawBytes: 6 }, async (agent) => {
      const named = (name: string) => ({ ...WIRE_SPAN, name });
      await send(agent, "PUT", "/v0.4/traces", tracesV04(named("a"), named("b"), named("c")));
      await send(agent, "POST", "/dogstatsd/v2/proxy", "x:1|c\ny:1|c");
      await send(agent, "POST", "/evp_proxy/v2/x", "123");
      expect(agent.spans.map(({ name }) => name)).toEqual(["b", "c"]);
      expect(agent.metrics.map(({ name }) => name)).toEqual(["y"]);
      expect(agent.rawBodies.map(({ bytes }) => bytes.toString())).toEqual(["123"]);
      expect(agent.dropped).toEqual({ spans: 1, metrics: 1, rawBodies: 2 });
    });
  });
});

describe("the life of the agent", () => {
  it("clear forgets what arrived, but neither faults nor listeners", async () => {
    await withAgent({ faults: { "/info": { status: 503 } } }, async (agent) => {
      const listener = jest.fn();
      agent.onSpans(listener);
      await send(agent, "PUT", "/v0.4/traces", tracesV04(WIRE_SPAN));
      await send(agent, "POST", "/dogstatsd/v2/proxy", "a:1|c\nb\n_sc|x|0\n_e{1,1}:t|x");
      agent.clear();
      expect(agent).toMatchObject({
        spans: [],
        metrics: [],
        rawBodies: [],
        events: 0,
        serviceChecks: 0,
        malformed: { total: 0, byReason: {}, samples: [] },
        dropped: { spans: 0, metrics: 0, rawBodies: 0 },
      });
      expect(Object.values(agent.requests).every((count) => count === 0)).toBe(true);
      expect((await send(agent, "GET", "/info")).status).toBe(503);
      await send(agent, "PUT", "/v0.4/traces", tracesV04(WIRE_SPAN));
      expect(listener).toHaveBeenCalledTimes(2);
    });
  });

  it("close frees the ports, may be called twice, and lets an agent start there again", async () => {
    const first = await startLocalAgent();
    await Promise.all([first.close(), first.close()]);
    await expect(send(first, "GET", "/info")).rejects.toThrow("fetch failed");
    await withAgent({ port: first.port, udpPort: first.udpPort }, async (again) => {
      expect([again.url, again.udpPort]).toEqual([first.url, first.udpPort]);
      expect((await send(again, "GET", "/info")).status).toBe(200);
    });
  });

  it("close reads the datagrams that have arrived, where it is given the time", async () => {
    const agent = await startLocalAgent();
    for (let nth = 0; nth < 20; nth += 1) await sendDatagram(agent, `m${nth}:1|c`);
    await agent.close(2_000);
    expect(agent.metrics).toHaveLength(20);
  });

  it("close ends whoever waits, because nothing more can arrive", async () => {
    const agent = await startLocalAgent();
    const waiting = agent.waitFor(() => false, 60_000);
    await Promise.all([
      expect(waiting).rejects.toThrow("The local agent was closed."),
      agent.close(),
    ]);
  });

  it("refuses to start on a port that is taken, and leaves the other one free", async () => {
    const gone = await startLocalAgent();
    await gone.close();
    await withAgent({}, async ({ port, udpPort }) => {
      const taken = { code: "EADDRINUSE" };
      await expect(startLocalAgent({ port })).rejects.toMatchObject(taken);
      await expect(startLocalAgent({ port: gone.port, udpPort })).rejects.toMatchObject(taken);
      await withAgent({ port: gone.port }, async (agent) => {
        expect((await send(agent, "GET", "/info")).status).toBe(200);
      });
    });
  });

  it("waitFor says what arrived instead, because a time-out alone explains nothing", async () => {
    await withAgent({}, async (agent) => {
      await send(agent, "POST", "/dogstatsd/v2/proxy", "llm.requests:1|c\nbroken");
      await expect(agent.waitFor(() => agent.spans.length > 0, 1)).rejects.toThrow(
        /1 ms.*"llm\.requests".*"missing_value":1/,
      );
      const many = Array.from({ length: 30 }, (_, at) => `m${at}:1|c`).join("\n");
      await send(agent, "POST", "/dogstatsd/v2/proxy", many);
      // The last ten tell enough.
      await expect(agent.waitFor(() => false, 1)).rejects.toThrow(/"metrics":\["m20",.*"m29"\]/);
      await send(agent, "PUT", "/v0.4/traces", tracesV04(...Array<object>(11).fill(WIRE_SPAN)));
      const names = Array<string>(10).fill('"llm.request"').join();
      await expect(agent.waitFor(() => false, 1)).rejects.toThrow(`"spans":[${names}]`);
    });
  });
});

it("listens on 127.0.0.1 alone, because whoever reaches it could fill a test's figures", async () => {
  const agent = await startLocalAgent();
  try {
    // The whole of 127/8 is this machine on Linux; elsewhere nobody answers there in any case.
    const elsewhere = agent.url.replace("127.0.0.1", "127.0.0.2");
    expect(elsewhere).not.toBe(agent.url);
    await expect(fetch(`${elsewhere}/info`)).rejects.toThrow();
    expect((await fetch(`${agent.url}/info`)).status).toBe(200);
    await sendDatagram(agent, "stranger:1|c", "127.0.0.2").catch(() => undefined);
    await sendDatagram(agent, "own:1|c");
    await agent.waitFor(() => agent.metrics.length > 0);
    expect(agent.metrics.map(({ name }) => name)).toEqual(["own"]);
  } finally {
    await agent.close();
  }
});
