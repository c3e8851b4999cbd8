import type { ErrorType } from "../../telemetry";
import { anthropicUsage } from "./anthropic-usage";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, own, shape, word, type Shape } from "./reading/values";

/** The messages of an agent's `query()` in the Claude Agent SDK: a session of calls, paid as a whole. */
export const claudeAgent: ResponseReader = {
  name: "claude-agent",

  readResponse(response) {
    const given = shape(response);
    return given !== undefined && isResult(given) ? resultFacts(given) : undefined;
  },

  startStream(firstEvent) {
    const event = shape(firstEvent);
    const isKnown = event?.["type"] === "system" && "session_id" in event;
    return isKnown ? new SessionEvents() : undefined;
  },
};

class SessionEvents implements StreamReader {
  private latest: ResponseFacts = {};
  private hasEnded = false;

  read(event: unknown): boolean {
    const given = shape(event);
    if (given === undefined) return false;
    if (given["type"] === "assistant") {
      const responseModel = word(shape(given["message"])?.["model"]);
      this.latest = facts(this.latest, { responseModel });
      return true;
    }
    if (isResult(given)) {
      this.latest = facts(this.latest, resultFacts(given));
      this.hasEnded = true;
    }
    return given["type"] === "stream_event";
  }

  facts(): ResponseFacts {
    return this.latest;
  }

  isTruncated(): boolean {
    return !this.hasEnded;
  }
}

/** The last message. Its usage and its cost are those of the whole session. */
function isResult(given: Shape): boolean {
  return own(given, "type") === "result" && "total_cost_usd" in given;
}

function resultFacts(given: Shape): ResponseFacts {
  const subtype = word(given["subtype"]);
  return facts(anthropicUsage(given["usage"]), {
    costUsd: count(given["total_cost_usd"]),
    finishReason: subtype === "success" ? "stop" : subtype,
    errorType: errorOf(subtype, given["is_error"]),
  });
}

/** A session that ran into a limit of turns or money did what it was told. */
function errorOf(subtype: string | undefined, isError: unknown): ErrorType | undefined {
  if (isError !== true) return undefined;
  return subtype?.startsWith("error_max_") === true ? "other" : "provider";
}
