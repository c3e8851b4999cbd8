import type { ErrorType } from "../../telemetry";
import { inspectError, type ErrorTraits } from "./inspect";

/** Words of the clients' and providers' errors, compared in lower case without separators. */
const WORDS: Readonly<Partial<Record<ErrorType, RegExp>>> = {
  rate_limit:
    /^(ratelimit(s|ed|error|exceeded(error|exception)?)?|modelratelimit|toomanyrequests.*|throttl.*|insufficientquota(error)?|(service)?quotaexceeded(error|exception)?|resourceexhausted(error|exception)?)$/,
  policy:
    /^(contentfilter(ed)?|contentfilterfinishreasonerror|contentpolicyviolation(error)?|guardrail(s)?intervened|(input|output)guardrailtripwiretriggered|toolinputguardrailtripwiretriggered|googlegenerativeairesponseerror|tooloutputguardrailtripwiretriggered|responsibleaipolicyviolation)$/,
  timeout:
    /^(abort(ed|error|err)?|econnaborted|(err)?cancell?ed(error)?|apiuseraborterror|.*timeout(error|exception)?|timedout|etimedout|esockettimedout|deadlineexceeded)$/,
  provider:
    /^(apiconnectionerror|connectionerror|overloaded(error)?|unavailable|serviceunavailable.*|internalserver(error|exception)?|internalfailure|modelerrorexception|modelstreamerrorexception|modelnotreadyexception|servererror|badgateway(error)?|econnrefused|econnreset|enotfound|eaiagain|epipe|eproto|errstreamprematureclose|internal|emptyresponsebodyerror|invalidresponsedataerror|nooutputgeneratederror|nocontentgeneratederror|ehostunreach|enetunreach|undcerr.*|underr.*)$/,
  validation:
    /^(zoderror|validationerror|syntaxerror|assertionerror|ajvvalidationerror|typevalidationerror|nosuchtoolerror|invalidtool(arguments|input)error|jsonparseerror|noobjectgeneratederror|contentparseerror|lengthfinishreasonerror|outputparser(exception|error)|outputparsingfailure)$/,
};

/**
 * Class of a failure, as the alerts group by it. A 4xx that is neither a limit nor a timeout, and no
 * failure that the provider names as its own, is the caller's mistake and no provider outage: `other`.
 */
export function classifyError({ names, codes, status }: ErrorTraits): ErrorType {
  const words = [...codes, ...names].map(comparable);
  const named = (type: ErrorType) => words.some((word) => WORDS[type]?.test(word) === true);
  // A policy refusal comes as a plain 400, so the words come before the status.
  if (named("policy")) return "policy";
  // Bedrock has a name for each failure, and the same status for several.
  if (named("provider") && status !== undefined && status >= 400 && status < 500) return "provider";
  if (status === 429) return "rate_limit";
  if (status === 408 || status === 504) return "timeout";
  if (named("rate_limit")) return "rate_limit";
  if (status !== undefined && status >= 500) return "provider";
  if (named("timeout")) return "timeout";
  if (status !== undefined && status >= 400) return "other";
  if (named("provider")) return "provider";
  return named("validation") ? "validation" : "other";
}

/** Bundlers put underscores before a class's name, and numbers behind it; some libraries put prefixes. */
function comparable(word: string): string {
  return word
    .replace(/^_+|[_$]*\d*$/g, "")
    .replace(/^AI_/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

const CALLERS_MISTAKE = /^(invalid|unsupported|image_|empty_|failed_to_download)/;

/** Class of a failure that came as data: an error body, or an event that says so. */
export function classifyData(error: unknown): ErrorType {
  const traits = inspectError({ error });
  const type = classifyError(traits);
  if (type !== "other" || traits.status !== undefined) return type;
  // An answer that says it failed, and no more, is the provider's.
  return traits.codes.some((code) => CALLERS_MISTAKE.test(code)) ? "other" : "provider";
}
