import { clientFacts, usageFacts } from "./bedrock-converse";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import {
  added,
  facts,
  isAsyncIterable,
  list,
  own,
  shape,
  word,
  type Shape,
} from "./reading/values";

/**
 * Agents of AWS Bedrock, whose answer is a stream in the field `completion`. Only the trace of a run
 * counts tokens, which the application has to ask for (`enableTrace`).
 */
export const bedrockAgents: ResponseReader = {
  name: "bedrock-agents",

  readResponse(response) {
    const given = shape(response);
    const client = clientFacts(given);
    if (given === undefined || client === undefined) return undefined;
    if (isAsyncIterable(own(given, "completion"))) return client;
    return isRanking(given) ? facts(client, { operation: "rerank", otherUnits: 1 }) : undefined;
  },

  startStream(firstEvent) {
    const event = shape(firstEvent);
    const isTold = event !== undefined && ("trace" in event || isChunk(event));
    return isTold && Object.keys(event).length === 1 ? new AgentEvents() : undefined;
  },

  streamIn(response) {
    const given = shape(response);
    if (given === undefined || clientFacts(given) === undefined) return undefined;
    const stream = own(given, "completion");
    return isAsyncIterable(stream) ? stream : undefined;
  },
};

function isRanking(given: Shape): boolean {
  const first = shape(list(own(given, "results"))[0]);
  return first !== undefined && "relevanceScore" in first;
}

/** A piece of the answer; those of InvokeModel hold JSON, and their reader is asked first. */
function isChunk(event: Shape): boolean {
  return shape(event["chunk"])?.["bytes"] instanceof Uint8Array;
}

/** A run calls its model several times. */
class AgentEvents implements StreamReader {
  private calls: ResponseFacts = {};
  private model: string | undefined;

  read(event: unknown): boolean {
    const given = shape(event);
    if (given === undefined) return false;
    for (const step of Object.values(shape(shape(given["trace"])?.["trace"]) ?? {})) {
      const input = shape(shape(step)?.["modelInvocationInput"]);
      this.model = word(input?.["foundationModel"]) ?? this.model;
      const output = shape(shape(step)?.["modelInvocationOutput"]);
      const usage = shape(output?.["metadata"])?.["usage"];
      if (usage !== undefined) this.calls = added(this.calls, usageFacts(usage));
    }
    return isChunk(given);
  }

  facts(): ResponseFacts {
    return facts(this.calls, { responseModel: this.model });
  }
}
