import { classifyData, classifyError } from "../errors/classify";
import { inspectError } from "../errors/inspect";
import type { ResponseReader } from "./reading/provider";
import { count, isText, own, shape, type Shape } from "./reading/values";

/**
 * Failures that come as an answer: a `fetch` response with an error's status, which does not reject,
 * and a body that holds an error, which some services send with status 200.
 */
export const failure: ResponseReader = {
  name: "failure",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    if (isHttpFailure(given)) {
      return { errorType: classifyError(inspectError({ status: given["status"] })) };
    }
    if (holdsHttpFailure(given)) return { errorType: classifyError(inspectError(given)) };
    const error = errorIn(given);
    return error && { errorType: classifyData(error) };
  },

  startStream(firstEvent) {
    const given = shape(firstEvent);
    const error = given && errorIn(given);
    return error && { read: () => false, facts: () => ({ errorType: classifyData(error) }) };
  },
};

/** Of `fetch`, and of the clients that copy it. */
function isHttpFailure(given: Shape): boolean {
  return given["ok"] === false && (count(given["status"]) ?? 0) >= 400 && "headers" in given;
}

/** Of clients that hand out status and body: Azure's REST clients, and axios where it is told not to reject. */
function holdsHttpFailure(given: Shape): boolean {
  const status = Number(own(given, "status"));
  const isFailure = status >= 400 && status < 600;
  return isFailure && "headers" in given && ("body" in given || "data" in given);
}

function errorIn(given: Shape): Shape | undefined {
  const error = shape(own(given, "error"));
  if (error === undefined) return undefined;
  return isText(error["message"]) || "code" in error || "type" in error ? error : undefined;
}
