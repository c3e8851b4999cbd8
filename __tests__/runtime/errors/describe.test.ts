import { ErrorDescriber } from "../../../runtime/errors/describe";
import { Redactor } from "../../../runtime/errors/redaction";
import { Guard } from "../../../runtime/safety/guard";

const redactor = new Redactor([], new Guard());

function messageOf(error: unknown, messages: "omitted" | "redacted" = "omitted"): unknown {
  return new ErrorDescriber(messages, redactor).describe(error).tags["error.message"];
}

class RateLimitError extends Error {}

const failed = (properties: object): Error =>
  Object.assign(new RateLimitError("the prompt, quoted"), properties);

it.each<[string, unknown, string]>([
  ["class", failed({}), "RateLimitError"],
  ["class and status", failed({ status: 429 }), "RateLimitError, status 429"],
  ["class and code", failed({ code: "slow_down" }), "RateLimitError, code slow_down"],
  [
    "class, status and code",
    failed({ status: 429, code: "slow_down" }),
    "RateLimitError, status 429, code slow_down",
  ],
  [
    "name, where its class says nothing",
    Object.assign(new Error("the prompt, quoted"), { name: "ThrottlingException" }),
    "ThrottlingException",
  ],
  ["lack of a class", Object.create(null), "Error"],
  ["type, where it is no object", "the prompt, quoted", "string"],
])("a message that is left out is replaced by the error's %s", (_what, error, expected) => {
  expect(messageOf(error)).toBe(expected);
});

it.each<[string, unknown, string]>([
  ["of an error", new Error("no password: hunter2"), "no password: [redacted]"],
  ["that was thrown itself", "token=abcd1234", "token=[redacted]"],
  ["that is empty, for which its class stands", new RateLimitError(""), "RateLimitError"],
  ["that is no text", { message: 7, status: 400 }, "Object, status 400"],
])("a redacted message is the one %s", (_what, error, expected) => {
  expect(messageOf(error, "redacted")).toBe(expected);
});
