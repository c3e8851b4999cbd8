import { aiSdk } from "../../../runtime/providers/ai-sdk";
import type { ResultObserver } from "../../../runtime/providers";

/** A result as `streamText` makes it, as far as it is looked at. */
function resultOf(...parts: readonly object[]) {
  const baseStream = ReadableStream.from(parts);
  return { baseStream, textStream: 1, fullStream: 1, finishReason: 1 };
}

async function heard(parts: readonly object[]): Promise<string[]> {
  const heard: string[] = [];
  const result = resultOf(...parts);
  aiSdk.observe!(result, {
    onFirstToken: () => void heard.push("first token"),
    onEnd: (_facts, how) => void heard.push(how),
    onError: () => void heard.push("error"),
  });
  for await (const part of result.baseStream) void part;
  return heard;
}

const TEXT = { part: { type: "text-delta", text: "a" } };
const FINISH = { part: { type: "finish", finishReason: "stop" } };

it.each<[string, readonly object[], readonly string[]]>([
  ["text", [TEXT, TEXT, FINISH], ["first token", "complete"]],
  ["nothing", [{ part: { type: "start" } }, FINISH], ["complete"]],
  ["an error", [TEXT, { part: { type: "error", error: 1 } }, FINISH], ["first token", "error"]],
  ["an abort", [TEXT, { part: { type: "abort" } }], ["first token", "left"]],
])("a stream of the AI SDK with %s is heard once", async (_what, parts, expected) => {
  // Its end may be told twice, by the last part and by the stream: the first counts.
  const [first, second, ...rest] = await heard(parts);
  expect([...new Set([first, second])].slice(0, expected.length)).toEqual(expected);
  expect(rest).not.toContain("first token");
});

it.each<[string, PropertyDescriptor]>([
  ["writable", { writable: false }],
  ["its own field", { get: () => undefined }],
])("a stream that is not %s is left alone", (_what, descriptor) => {
  const result = resultOf(TEXT);
  const { baseStream } = result;
  const value = "get" in descriptor ? {} : { value: baseStream };
  Object.defineProperty(result, "baseStream", { configurable: true, ...value, ...descriptor });
  const before = Object.getOwnPropertyDescriptor(result, "baseStream");
  expect(aiSdk.observe!(result, {} as ResultObserver)).toBe(false);
  expect(Object.getOwnPropertyDescriptor(result, "baseStream")).toEqual(before);
});
