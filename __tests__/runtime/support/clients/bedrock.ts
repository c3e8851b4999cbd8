import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { converse, converseStream, eventStream, json } from "../../../support/llm-server";
import { FILTERED, type CallSettings, type ClientCase } from "./client-case";

const MODEL = "us.anthropic.claude-sonnet-4-20250514-v1:0";
const INPUT = { modelId: MODEL, messages: [{ role: "user" as const, content: [{ text: "Hi" }] }] };

function connect({ url, retries, timeoutMs }: CallSettings): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    // The client's default speaks HTTP/2.
    requestHandler: new NodeHttpHandler({
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    }),
    maxAttempts: retries + 1,
  });
}

const abortable = ({ signal }: CallSettings) =>
  signal === undefined ? {} : { abortSignal: signal };

const toolUse = { toolUse: { toolUseId: "t1", name: "search_orders", input: { q: "1" } } };

export const bedrock: ClientCase = {
  name: "Bedrock Converse",
  provider: "bedrock",
  model: MODEL,
  answer: json(converse()),
  toolCall: json(converse([toolUse], "tool_use")),
  refusal: [json(converse([], "guardrail_intervened")), FILTERED],
  streamed: eventStream(converseStream()),
  tokens: {
    "llm.input_tokens": 150,
    "llm.output_tokens": 25,
    "llm.total_tokens": 175,
    "llm.cached_tokens": 60,
  },
  costUsd: (50 * 3 + 60 * 0.3 + 40 * 3.75 + 25 * 15) / 1e6,
  create: (settings) => connect(settings).send(new ConverseCommand(INPUT), abortable(settings)),
  async stream(settings, wrap) {
    const command = new ConverseStreamCommand(INPUT);
    const { stream } = await wrap(() => connect(settings).send(command, abortable(settings)));
    return stream!;
  },
};
