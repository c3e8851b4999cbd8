import { classifyData } from "../errors/classify";
import { openaiUsage } from "./openai-usage";
import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { facts, isFunction, own, shape, word, type Shape } from "./reading/values";

/** Runs of OpenAI's and Azure's Assistants. */
export const openaiThreads: ResponseReader = {
  name: "openai-threads",

  readResponse(response) {
    const given = shape(response);
    return given !== undefined && own(given, "object") === "thread.run"
      ? runFacts(given)
      : undefined;
  },

  startStream(firstEvent) {
    return word(shape(firstEvent)?.["event"])?.startsWith("thread.") === true
      ? new RunEvents()
      : undefined;
  },

  observe(result, observer) {
    if (!isFunction(shape(result)?.["finalRun"])) return false;
    return observeEmitter(result, ["event"], new RunEvents(), observer);
  },
};

class RunEvents implements StreamReader {
  private run: ResponseFacts = {};
  private hasEnded = false;

  read(event: unknown): boolean {
    const given = shape(event);
    const name = word(given?.["event"]) ?? "";
    const data = shape(given?.["data"]);
    if (data?.["object"] === "thread.run") {
      this.run = runFacts(data);
      this.hasEnded = this.run.finishReason !== undefined;
    }
    return name.endsWith(".delta");
  }

  facts(): ResponseFacts {
    return this.run;
  }

  isTruncated(): boolean {
    return !this.hasEnded;
  }
}

const UNDER_WAY = new Set<unknown>(["queued", "in_progress", "cancelling"]);

function runFacts(run: Shape): ResponseFacts {
  const status = run["status"];
  const failure = shape(run["last_error"]);
  const cut = shape(run["incomplete_details"])?.["reason"];
  return facts(openaiUsage(run["usage"]), {
    finishReason: UNDER_WAY.has(status) ? undefined : normalizeFinishReason(cut ?? status),
    responseModel: word(run["model"]),
    errorType: status === "failed" && failure ? classifyData(failure) : undefined,
  });
}
