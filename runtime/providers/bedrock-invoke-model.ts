import { readModelBody, startModelStream } from "./bedrock-bodies";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, isAsyncIterable, shape, sum, type Shape } from "./reading/values";

/**
 * AWS Bedrock InvokeModel and InvokeModelWithResponseStream. The body is the model's own format, so
 * it is decoded beside the application, which gets its bytes untouched. Bedrock also counts tokens in
 * response headers, but the client drops them.
 */
export const bedrockInvokeModel: ResponseReader = {
  name: "bedrock-invoke-model",

  readResponse(response) {
    const given = shape(response);
    const body = given?.["body"];
    if (!shape(given?.["$metadata"]) || !(body instanceof Uint8Array)) return undefined;
    const decoded = decode(body);
    return decoded && readModelBody(decoded);
  },

  startStream(firstEvent) {
    const event = chunkBody(firstEvent);
    const model = event && startModelStream(event);
    return model && new InvokeStream(model);
  },

  streamIn(response) {
    const given = shape(response);
    if (!shape(given?.["$metadata"])) return undefined;
    const body = given?.["body"];
    return isAsyncIterable(body) ? body : undefined;
  },
};

class InvokeStream implements StreamReader {
  private metrics: Shape | undefined;

  constructor(private readonly model: StreamReader) {}

  read(event: unknown): boolean {
    const body = chunkBody(event);
    if (body === undefined) return false;
    this.metrics = shape(body["amazon-bedrock-invocationMetrics"]) ?? this.metrics;
    return this.model.read(body);
  }

  facts(): ResponseFacts {
    // The model's own counts know more (Anthropic's thinking, the kinds of cache writes).
    return facts(metricsFacts(this.metrics), this.model.facts());
  }
}

function metricsFacts(metrics: Shape | undefined): ResponseFacts {
  const fresh = count(metrics?.["inputTokenCount"]);
  const cached = count(metrics?.["cacheReadInputTokenCount"]);
  const written = count(metrics?.["cacheWriteInputTokenCount"]);
  return facts({
    inputTokens: fresh === undefined ? undefined : sum(fresh, cached, written),
    outputTokens: count(metrics?.["outputTokenCount"]),
    cachedTokens: cached,
    cacheWriteTokens: written,
  });
}

function chunkBody(event: unknown): Shape | undefined {
  const bytes = shape(shape(event)?.["chunk"])?.["bytes"];
  return bytes instanceof Uint8Array ? decode(bytes) : undefined;
}

function decode(bytes: Uint8Array): Shape | undefined {
  try {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
    return shape(JSON.parse(text));
  } catch {
    return undefined;
  }
}
