import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { openaiUsage } from "./openai-usage";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import {
  count,
  facts,
  isText,
  list,
  own,
  positive,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** Mistral's conversations and transcripts; its chats speak OpenAI's format. */
export const mistral: ResponseReader = {
  name: "mistral",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    if (own(given, "object") === "conversation.response") return conversationFacts(given);
    return isTranscript(given) ? transcriptFacts(given) : undefined;
  },

  startStream(firstEvent) {
    const event = shape(firstEvent);
    const isKnown = ["conversation.response.", "transcription."].some((kind) =>
      word(event?.["event"])?.startsWith(kind),
    );
    return isKnown && shape(event?.["data"]) !== undefined ? new Events() : undefined;
  },
};

class Events implements StreamReader {
  private latest: ResponseFacts = {};
  private hasEnded = false;
  private errorType: ErrorType | undefined;

  read(event: unknown): boolean {
    const given = shape(event);
    const data = shape(given?.["data"]) ?? {};
    switch (given?.["event"]) {
      case "conversation.response.done":
        this.hasEnded = true;
        this.latest = facts({ finishReason: "stop" }, this.latest, conversationUsage(data));
        return false;
      case "conversation.response.error":
        this.errorType = classifyData(data);
        return false;
      case "transcription.done":
        this.hasEnded = true;
        this.latest = transcriptFacts(data);
        return false;
      case "function.call.delta":
        this.latest = facts(this.latest, { finishReason: "tool_call" });
        return true;
      case "message.output.delta":
        this.latest = facts(this.latest, { responseModel: word(data["model"]) });
        return true;
      case "transcription.text.delta":
        return isText(data["text"]);
      default:
        return false;
    }
  }

  facts(): ResponseFacts {
    return facts(this.latest, { errorType: this.errorType });
  }

  isTruncated(): boolean {
    return !this.hasEnded && this.errorType === undefined;
  }
}

function conversationFacts(given: Shape): ResponseFacts {
  const outputs = list(given["outputs"]).map(shape);
  const calledTool = outputs.some((output) => output?.["type"] === "function.call");
  return facts(conversationUsage(given), {
    finishReason: calledTool ? "tool_call" : "stop",
    responseModel: outputs.map((output) => word(output?.["model"])).find(Boolean),
  });
}

/** What connectors put into the prompt is counted beside it, and their use is billed by itself. */
function conversationUsage(given: Shape): ResponseFacts {
  const usage = shape(given["usage"]);
  const used = (isOne: (name: string) => boolean) =>
    sum(
      ...Object.entries(shape(usage?.["connectors"]) ?? {})
        .filter(([name]) => isOne(name))
        .map(([, times]) => positive(times)),
    );
  const isSearch = (name: string) => name.startsWith("web_search");
  return facts({
    inputTokens: sum(count(usage?.["promptTokens"]), positive(usage?.["connectorTokens"])),
    outputTokens: count(usage?.["completionTokens"]),
    webSearches: used(isSearch),
    otherUnits: used((name) => !isSearch(name)),
  });
}

function isTranscript(given: Shape): boolean {
  const usage = shape(own(given, "usage"));
  return isText(own(given, "text")) && usage !== undefined && "promptAudioSeconds" in usage;
}

function transcriptFacts(given: Shape): ResponseFacts {
  return facts(openaiUsage(given["usage"]), {
    responseModel: word(given["model"]),
    operation: "transcription",
  });
}
