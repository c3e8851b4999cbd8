import { clientFacts } from "./bedrock-converse";
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
    const client = clientFacts(given);
    if (client === undefined) return undefined;
    if (isAsyncIterable(body)) return client.retries === undefined ? undefined : client;
    const decoded = body instanceof Uint8Array ? decode(body) : undefined;
    const model = decoded && readModelBody(decoded);
    return model && facts(model, client, guardrailFacts(decoded));
  },

  startStream(firstEvent) {
    // The last chunk has the counts, whatever the model's own format is.
    return chunkBody(firstEvent) && new InvokeStream();
  },

  streamIn(response) {
    const given = shape(response);
    if (!shape(given?.["$metadata"])) return undefined;
    const body = given?.["body"];
    return isAsyncIterable(body) ? body : undefined;
  },
};

class InvokeStream implements StreamReader {
  private model: StreamReader | undefined;
  private metrics: ResponseFacts = {};
  private guardrail: ResponseFacts = {};

  read(event: unknown): boolean {
    const body = chunkBody(event);
    if (body === undefined) return false;
    this.metrics = facts(
      this.metrics,
      metricsFacts(shape(body["amazon-bedrock-invocationMetrics"])),
    );
    this.guardrail = facts(this.guardrail, guardrailFacts(body));
    this.model ??= startModelStream(body);
    // Of a format that nobody knows, the first chunk is the best guess at the first token.
    return this.model?.read(body) ?? true;
  }

  facts(): ResponseFacts {
    // The model's own counts know more (Anthropic's thinking, the kinds of cache writes).
    return facts(this.metrics, this.model?.facts() ?? {}, this.guardrail);
  }

  isTruncated(): boolean {
    return this.model?.isTruncated?.() === true;
  }
}

/** A guardrail that cut in leaves the model's own word for its end. */
function guardrailFacts(body: Shape): ResponseFacts {
  return body["amazon-bedrock-guardrailAction"] === "INTERVENED"
    ? { errorType: "policy", finishReason: "content_filter" }
    : {};
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
