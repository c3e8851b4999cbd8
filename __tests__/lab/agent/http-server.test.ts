import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { ROUTES } from "../../../lab/agent/routes";
import { send, sendBytes, sendDatagram, withAgent } from "./client";
import { SPAN, tracesV04, WIRE_SPAN } from "./payloads";

describe("the routes of the local agent", () => {
  it.each(["PUT", "POST"])("take traces by %s, because tracers differ", async (method) => {
    await withAgent({}, async (agent) => {
      const answer = await send(agent, method, "/v0.4/traces", tracesV04(WIRE_SPAN));
      expect(answer).toEqual({ status: 200, text: '{"rate_by_service":{}}' });
      expect(agent.spans).toEqual([SPAN]);
      expect(agent.requests["/v0.4/traces"]).toBe(1);
    });
  });

  it("take metrics over HTTP and UDP, and tell which, because dd-trace uses both", async () => {
    await withAgent({}, async (agent) => {
      expect((await send(agent, "POST", "/dogstatsd/v2/proxy", "a:1|c\n_sc|db|0")).status).toBe(
        200,
      );
      await sendDatagram(agent, "b:2:3|d|@0.5|#x:y\n_e{1,1}:t|x");
      await agent.waitFor(() => agent.metrics.length === 2);
      expect(agent.metrics).toEqual([
        { name: "a", type: "c", values: [1], tags: [], sampleRate: 1, transport: "http" },
        { name: "b", type: "d", values: [2, 3], tags: ["x:y"], sampleRate: 0.5, transport: "udp" },
      ]);
      expect(agent).toMatchObject({ events: 1, serviceChecks: 1, malformed: { total: 0 } });
      expect(agent.requests.udp).toBe(1);
    });
  });

  it.each([
    ["PUT", "/v0.6/stats", 200, "/v0.6/stats"],
    ["POST", "/v0.7/config", 200, "/v0.7/config"],
    ["POST", "/telemetry/proxy/api/v2/apmtelemetry", 202, "/telemetry/proxy"],
    ["POST", "/evp_proxy/v2/api/v2/llmobs", 202, "/evp_proxy"],
    ["POST", "/v0.1/pipeline_stats", 404, "unknown"],
  ] as const)("answer %s %s with %i, because dd-trace expects it", async (...given) => {
    const [method, path, status, route] = given;
    await withAgent({}, async (agent) => {
      const answer = await send(agent, method, `${path}?x=1`, "a canary");
      expect(answer.status).toBe(status);
      expect(() => JSON.parse(answer.text) as unknown).not.toThrow();
      expect(agent.requests[route]).toBe(1);
      expect(agent.rawBodies).toEqual([{ source: route, path, bytes: Buffer.from("a canary") }]);
    });
  });

  it.each([{ origin: "https://a.example" }, { "sec-fetch-site": "cross-site" }])(
    "take nothing from a page of a browser, which may be anybody's: %j",
    async (headers) => {
      await withAgent({}, async (agent) => {
        const url = `${agent.url}/v0.4/traces`;
        const { request } = await import("node:http");
        const body = tracesV04(WIRE_SPAN);
        const status = await new Promise((resolve, reject) => {
          request(url, { method: "PUT", headers }, (answer) => resolve(answer.resume().statusCode))
            .on("error", reject)
            .end(body);
        });
        expect([status, agent.spans]).toEqual([403, []]);
      });
    },
  );

  it("list what the agent takes, because dd-trace looks for /evp_proxy there", async () => {
    await withAgent({}, async (agent) => {
      const { text } = await send(agent, "GET", "/info");
      const { endpoints, ...rest } = JSON.parse(text) as { endpoints: string[] };
      const proxies = ["/telemetry/proxy/", "/evp_proxy/v2/", "/evp_proxy/v4/"];
      const own = ROUTES.filter((route) => /^\/(v0|dogstatsd)/.test(route));
      expect([...endpoints].sort()).toEqual([...own, ...proxies].sort());
      // With it, the tracer would drop traces by itself.
      expect(rest).toEqual({ version: expect.stringMatching(/^7\./), client_drop_p0s: false });
    });
  });

  it("keep no body where there is none, because it would push others out", async () => {
    await withAgent({}, async (agent) => {
      await send(agent, "GET", "/info?a=1");
      await send(agent, "POST", "/evp_proxy", "x");
      expect(agent.rawBodies.map(({ path }) => path)).toEqual(["/evp_proxy"]);
    });
  });
});

describe("malformed input", () => {
  it("is answered and counted with its reason, and the agent goes on", async () => {
    await withAgent({ maxBodyBytes: 100 }, async (agent) => {
      const large = "x".repeat(5_000_000);
      const gzip = { "content-encoding": "gzip" };
      expect((await send(agent, "PUT", "/v0.4/traces", "junk")).status).toBe(400);
      expect((await send(agent, "PUT", "/v0.5/traces", tracesV04())).status).toBe(400);
      expect((await send(agent, "GET", "/v0.4/traces")).status).toBe(405);
      expect((await send(agent, "PUT", "/v0.4/traces", large)).status).toBe(413);
      const { status, text } = await send(agent, "PUT", "/v0.4/traces", "x", gzip);
      expect([status, JSON.parse(text)]).toEqual([
        415,
        { error: "unsupported_encoding", detail: "gzip" },
      ]);
      expect((await send(agent, "POST", "/dogstatsd/v2/proxy", "a:x|c\nb:1|c")).status).toBe(200);
      await sendBytes(agent, "this is not HTTP\r\n\r\n");
      await sendDatagram(agent, "c");
      await agent.waitFor(() => agent.malformed.byReason.missing_value === 1);
      expect(agent.malformed.byReason).toEqual({
        invalid_msgpack: 1,
        invalid_trace_payload: 1,
        method_not_allowed: 1,
        body_too_large: 1,
        unsupported_encoding: 1,
        invalid_value: 1,
        invalid_http: 1,
        missing_value: 1,
      });
      expect(agent.malformed.total).toBe(8);
      expect(agent.malformed.samples).toEqual(
        expect.arrayContaining([
          { source: "/dogstatsd/v2/proxy", reason: "invalid_value", detail: "a:x|c" },
          { source: "/v0.4/traces", reason: "method_not_allowed", detail: "GET" },
          { source: "/v0.4/traces", reason: "unsupported_encoding", detail: "gzip" },
          {
            source: "/v0.4/traces",
            reason: "body_too_large",
            detail: "5000000 bytes; allowed: 100.",
          },
          { source: "unknown", reason: "invalid_http", detail: expect.stringContaining("Parse") },
          { source: "udp", reason: "missing_value", detail: "c" },
        ]),
      );
      expect(agent.metrics.map(({ name }) => name)).toEqual(["b"]);
    });
  });

  it.each([
    ["ended", (socket: Socket) => socket.end()],
    ["reset", (socket: Socket) => socket.resetAndDestroy()],
  ])("includes a body whose connection is %s halfway, because clients die", async (_how, stop) => {
    await withAgent({}, async (agent) => {
      const socket = connect(agent.port, "127.0.0.1");
      const closed = once(socket, "close");
      socket.write("PUT /v0.4/traces HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc");
      await once(socket, "connect");
      stop(socket);
      await agent.waitFor(() => agent.malformed.total > 0);
      socket.destroy();
      await closed;
      expect(agent.malformed.byReason).toEqual({ incomplete_body: 1 });
      expect(agent.malformed.samples[0]?.detail).toMatch(/closed the connection/);
      expect(agent.requests["/v0.4/traces"]).toBe(0);
    });
  });

  it("does not include a connection that is reset before it has asked for anything", async () => {
    await withAgent({}, async (agent) => {
      const socket = connect(agent.port, "127.0.0.1");
      await once(socket, "connect");
      socket.write("PUT /v0.4/tra");
      const closed = once(socket, "close");
      socket.resetAndDestroy();
      await closed;
      await send(agent, "GET", "/info");
      await send(agent, "GET", "/info");
      expect(agent.malformed.byReason).toEqual({});
    });
  });

  it("keeps the span whose links are cut off, because the rest of it is sound", async () => {
    await withAgent({}, async (agent) => {
      const meta = { "_dd.span_links": '[{"trace_id":"1' };
      await send(agent, "PUT", "/v0.4/traces", tracesV04({ ...WIRE_SPAN, meta }));
      expect(agent.spans).toHaveLength(1);
      expect(agent.malformed.byReason).toEqual({ invalid_span_links: 1 });
    });
  });
});

describe("faults", () => {
  it("answer a status instead of working, and can be mended", async () => {
    await withAgent({ faults: { "/v0.4/traces": { status: 500 } } }, async (agent) => {
      const body = tracesV04(WIRE_SPAN);
      expect((await send(agent, "PUT", "/v0.4/traces", body)).status).toBe(500);
      expect(agent.spans).toHaveLength(0);
      expect(agent.rawBodies.map(({ bytes }) => bytes.length)).toEqual([body.length]);
      delete agent.faults["/v0.4/traces"];
      expect((await send(agent, "PUT", "/v0.4/traces", body)).status).toBe(200);
      expect(agent.spans).toHaveLength(1);
    });
  });

  it("answer garbage, because a proxy between may", async () => {
    await withAgent({ faults: { "/info": "garbage" } }, async (agent) => {
      const { status, text } = await send(agent, "GET", "/info");
      expect(status).toBe(200);
      expect(text).not.toBe("");
      expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    });
  });

  it("close the connection without an answer, because an agent may crash", async () => {
    await withAgent({ faults: { "/info": "close" } }, async (agent) => {
      await expect(send(agent, "GET", "/info")).rejects.toThrow("fetch failed");
      expect(agent.requests["/info"]).toBe(1);
    });
  });

  it("hang until the agent is closed, because clients must have a time-out", async () => {
    await withAgent({ faults: { "/v0.4/traces": "hang" } }, async (agent) => {
      const answer = send(agent, "PUT", "/v0.4/traces", "x");
      const settled = jest.fn();
      void answer.then(settled, settled);
      await agent.waitFor(() => agent.requests["/v0.4/traces"] === 1);
      await send(agent, "GET", "/info");
      expect(settled).not.toHaveBeenCalled();
      await agent.close();
      await expect(answer).rejects.toThrow("fetch failed");
    });
  });
});
