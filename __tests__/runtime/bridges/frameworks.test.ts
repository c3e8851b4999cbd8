import { tool } from "@langchain/core/tools";
import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { langChainHandler } from "../../../runtime/langchain";
import { mcpToolCaller } from "../../../runtime/mcp";
import { agentsTracingProcessor } from "../../../runtime/openai-agents";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { CANARY } from "../support/canaries";
import { PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

const telemetry = createTestTelemetry(service);
const { llm } = telemetry;
afterEach(() => telemetry.clear());

const NO_ARGUMENTS = { type: "object" as const, properties: {} };

/** Text of tools, documents and errors is nowhere in what was recorded. */
function expectNoText(): void {
  const recorded = [...telemetry.spans.map(({ tags }) => tags), ...telemetry.logs];
  expect(recorded.length).toBeGreaterThan(0);
  expect(JSON.stringify(recorded)).not.toContain(CANARY);
}

async function connected(server: McpServer): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

describe("a tool of an MCP server", () => {
  const server = new McpServer({ name: "orders", version: "1" });
  server.registerTool("lookup_order", {}, () => ({ content: [{ type: "text", text: CANARY }] }));
  server.registerTool("broken", {}, () => {
    throw new Error(CANARY);
  });

  it("is a tool call, and its result the client's own", async () => {
    const client = await connected(server);
    const callTool = mcpToolCaller(llm, client);
    const result = await llm.withPrompt(PROMPT, () => callTool({ name: "lookup_order" }));
    expect(result.content).toEqual([{ type: "text", text: CANARY }]);
    expect(telemetry).toHaveSpan("tool.call", {
      "tool.name": "lookup_order",
      "tool.status": "success",
      "llm.prompt_name": PROMPT.name,
    });
    expect(telemetry).toHaveMetric("llm.tool_calls", { tool: "lookup_order" }, 1);

    await callTool({ name: "broken" });
    expect(telemetry).toHaveMetric("llm.tool_failures", { tool: "broken" }, 1);
    await client.close();
    await expect(callTool({ name: "lookup_order" })).rejects.toThrow();
    expect(telemetry).toHaveMetric("llm.tool_failures", { tool: "lookup_order" }, 1);
    expectNoText();
  });

  it("gives back what a stand-in for a client returns, promise or not", () => {
    const given = { content: [] };
    const callTool = mcpToolCaller(llm, {
      callTool: (_params: { name: string }) => given as never,
    });
    expect(callTool({ name: "lookup_order" })).toBe(given);
  });
});

describe("LangChain's handler", () => {
  const callbacks = [langChainHandler(llm)];

  it("makes tools tool calls, failed ones, too", async () => {
    const lookup = tool(() => CANARY, { name: "lookup_order", schema: NO_ARGUMENTS });
    const broken = tool(
      () => {
        throw new Error(CANARY);
      },
      { name: "broken", schema: NO_ARGUMENTS },
    );
    await llm.withPrompt(PROMPT, () => lookup.invoke({}, { callbacks }));
    await expect(broken.invoke({}, { callbacks })).rejects.toThrow(CANARY);
    const feature = PROMPT.feature;
    expect(telemetry).toHaveMetric("llm.tool_calls", { tool: "lookup_order", feature }, 1);
    expect(telemetry).toHaveMetric("llm.tool_failures", { tool: "broken" }, 1);
    expectNoText();
  });

  it("makes retrievers retrievals", async () => {
    class Shelf extends BaseRetriever {
      lc_namespace = ["test"];
      override _getRelevantDocuments() {
        return Promise.resolve([new Document({ pageContent: CANARY })]);
      }
    }
    const shelf = new Shelf();
    await llm.withPrompt(PROMPT, () => shelf.invoke(CANARY, { callbacks: callbacks as never }));
    expect(telemetry).toHaveSpan("rag.retrieval", {
      "rag.index": "Shelf",
      "rag.hit_count": 1,
      "rag.query_length": CANARY.length,
    });
    expectNoText();
  });

  it("takes a wait for a human for no failure, in its events and in a wrapped tool", async () => {
    const interrupt = Object.assign(new Error(CANARY), { is_bubble_up: true });
    const asking = tool(() => Promise.reject(interrupt), { name: "ask", schema: NO_ARGUMENTS });
    await expect(asking.invoke({}, { callbacks })).rejects.toBe(interrupt);
    const wrapped = llm.tool({ name: "confirm" as never }, () => Promise.reject(interrupt));
    await expect(wrapped).rejects.toBe(interrupt);
    for (const name of ["ask", "confirm"]) {
      expect(telemetry).toHaveMetric("llm.tool_calls", { tool: name }, 1);
      expect(telemetry).not.toHaveMetric("llm.tool_failures", { tool: name });
    }
    expectNoText();
  });

  describe("of a model's run", () => {
    const [handler] = callbacks;
    const answer = (message: object | undefined, more: object = {}) => ({ message, ...more });
    const message = (finish_reason: string) => ({
      content: CANARY,
      tool_calls: [],
      response_metadata: { finish_reason },
      usage_metadata: { input_tokens: 9, output_tokens: 3 },
    });

    it.each<[string, object, object | undefined, Record<string, unknown>]>([
      [
        "counts only what LangChain itself counted of plain text",
        {
          generations: [[answer(undefined, { generationInfo: { finish_reason: "length" } })]],
          llmOutput: { tokenUsage: { promptTokens: 9, completionTokens: 3 } },
        },
        undefined,
        { "llm.input_tokens": 9, "llm.output_tokens": 3, "llm.finish_reason": "length" },
      ],
      [
        "says the worst end of several choices, whose tokens are those of one",
        { generations: [[answer(message("stop")), answer(message("length"))]] },
        undefined,
        { "llm.output_tokens": 3, "llm.finish_reason": "length" },
      ],
      [
        "knows an answer of LangChain's own cache",
        { generations: [[answer(message("stop"))]] },
        { cached: true },
        { "llm.cache_hit": "true" },
      ],
    ])("%s", (_what, output, extra, tags) => {
      handler!.handleChatModelStart({}, [], "r", undefined, {}, [], { ls_provider: "openai" });
      handler!.handleLLMEnd(output, "r", undefined, [], extra);
      expect(telemetry).toHaveSpan("llm.request", tags);
      expectNoText();
    });

    it("takes the first piece that holds anything for the first token", () => {
      handler!.handleChatModelStart({}, [], "r", undefined, {}, [], {});
      const piece = (content: string) => ({ chunk: { message: { ...message("stop"), content } } });
      handler!.handleLLMNewToken("", {}, "r", undefined, [], piece(""));
      handler!.handleLLMEnd({ generations: [[answer(message("stop"))]] }, "r");
      expect(telemetry.spans[0]?.tags).not.toHaveProperty("llm.first_token_latency_ms");
    });
  });

  it.each<[string, unknown, string | undefined]>([
    ["called", { name: "search", id: ["langchain", "tools", "Class"] }, "called"],
    ["search", { name: "search", id: ["langchain", "tools", "Class"] }, undefined],
    ["search", { name: "search", id: ["langchain", "tools", "Class"] }, ""],
    ["class", { id: ["langchain", "tools", "Class"] }, undefined],
    ["unknown", {}, undefined],
  ])("calls a tool %s by what LangChain says of it", (tool, serialized, runName) => {
    const [handler] = callbacks;
    handler!.handleToolStart(serialized, CANARY, "t", undefined, [], {}, runName);
    handler!.handleToolEnd(CANARY, "t");
    expect(telemetry).toHaveMetric("llm.tool_calls", { tool }, 1);
    expectNoText();
  });

  it("survives events that belong together with nothing", () => {
    const [handler] = callbacks;
    for (const call of Object.values(handler!)) {
      if (typeof call === "function")
        expect(() => call(undefined, undefined, "no such run")).not.toThrow();
    }
  });
});

describe("the processor of OpenAI Agents", () => {
  const processor = agentsTracingProcessor(llm, {
    model: (agent) => (agent === "writer" ? "gpt-4.1" : ("gpt-4o" as never)),
  });
  const span = (spanId: string, parentId: string | null, type: string, more: object = {}) => ({
    spanId,
    parentId,
    spanData: { type, ...more },
    error: null as unknown,
  });

  it("knows the model by the agent, and a function tool's failure", async () => {
    const agent = span("a", null, "agent", { name: "writer" });
    const turn = span("b", "a", "turn");
    const call = span("c", "b", "response");
    const lookup = span("d", "b", "function", { name: "lookup_order", input: CANARY });
    for (const one of [agent, turn, call, lookup]) void processor.onSpanStart(one);
    lookup.error = { message: CANARY };
    for (const one of [lookup, call, turn, agent]) void processor.onSpanEnd(one);
    await new Promise(setImmediate);
    expect(telemetry).toHaveSpan("llm.request", { "llm.model": "gpt-4.1" });
    expect(telemetry).toHaveMetric("llm.tool_failures", { tool: "lookup_order" }, 1);
    expectNoText();
  });

  it("reads the counts of models that are not OpenAI's, and the class of what failed", async () => {
    const usage = {
      input_tokens: 100,
      output_tokens: 20,
      input_tokens_details: { cached_tokens: 60, cache_write_tokens: 5 },
      output_tokens_details: { reasoning_tokens: 7 },
    };
    const call = span("e", null, "generation", { usage });
    void processor.onSpanStart(call);
    void processor.onSpanEnd(call);
    const failing = span("f", null, "generation");
    failing.error = {
      message: CANARY,
      data: { error: { name: "AI_APICallError", statusCode: 429 } },
    };
    void processor.onSpanStart(failing);
    void processor.onSpanEnd(failing);
    await new Promise(setImmediate);
    expect(telemetry).toHaveSpan("llm.request", {
      "llm.input_tokens": 100,
      "llm.cached_tokens": 60,
      "llm.reasoning_tokens": 7,
    });
    expect(telemetry).toHaveMetric("llm.errors", { error_type: "rate_limit" }, 1);
    expectNoText();
  });

  it.each([undefined, null, {}, { spanId: 1 }])("survives %p", async (given) => {
    await processor.onSpanStart(given as never);
    await processor.onSpanEnd(given as never);
    await processor.forceFlush();
  });
});
