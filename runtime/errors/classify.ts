import type { ErrorType } from "../../telemetry";
import { inspectError, type ErrorTraits } from "./inspect";

/** Words of the clients' and providers' errors, compared in lower case without separators. */
const WORDS: Readonly<Partial<Record<ErrorType, RegExp>>> = {
  rate_limit:
    /^(ratelimit(s|ed|error|exceeded(error|exception)?)?|modelratelimit|toomanyrequests.*|throttl.*|insufficientquota(error)?|(service)?quotaexceeded(error|exception)?|resourceexhausted(error|exception)?|billinghardlimitreached|capacityexceeded)$/,
  policy:
    /^(contentfilter(ed)?|contentfilterfinishreasonerror|.*policyviolation(error)?|moderationblocked|datainspectionfailed|guardrail(s)?intervened|modelrefusalerror|(input|output)guardrailtripwiretriggered|toolinputguardrailtripwiretriggered|googlegenerativeairesponseerror|tooloutputguardrailtripwiretriggered)$/,
  timeout:
    /^((request)?abort(ed|error|err)?|requestabortederror|underraborted|econnaborted|(err)?cancell?ed(error)?|apiuseraborterror|.*timeout(error|exception)?|timedout|etimedout|esockettimedout|deadlineexceeded)$/,
  provider:
    /^(apiconnectionerror|connectionerror|overloaded(error)?|unavailable|serviceunavailable.*|internalserver(error|exception)?|internalfailure|modelerrorexception|modelstreamerrorexception|modelnotreadyexception|servererror|badgateway(error)?|econnrefused|econnreset|enotfound|eaiagain|epipe|eproto|errstreamprematureclose|internal|emptyresponsebodyerror|invalidresponsedataerror|nooutputgeneratederror|nocontentgeneratederror|ehostunreach|enetunreach|underr.*|errnetwork|errhttp2.*|errssl.*|errtls.*|hpe(invalid|unexpected|cb|closed|header|strict|unknown).*|.*selfsignedcert(inchain)?|unabletoverifyleafsignature|unabletogetissuercert.*|cert(hasexpired|notyetvalid|revoked|untrusted|rejected|chaintoolong))$/,
  validation:
    /^(zoderror|validationerror|syntaxerror|assertionerror|ajvvalidationerror|typevalidationerror|nosuchtoolerror|modelbehaviorerror|invalidtool(arguments|input)error|jsonparseerror|noobjectgeneratederror|contentparseerror|lengthfinishreasonerror|outputparser(exception|error)|outputparsingfailure|valierror|traversalerror|transformdecodecheckerror|structerror|parseerror|schemaerror)$/,
};

/** Too many requests; and an account that has nothing left to pay with, as DeepSeek and OpenRouter say it. */
const LIMITS: ReadonlySet<number> = new Set([402, 429]);
/** The last two are proxies' own: the client went away, and the server behind did not answer in time. */
const TIMEOUTS: ReadonlySet<number> = new Set([408, 504, 499, 524]);

/** A guardrail's: of Portkey, and of Cohere. */
const REFUSALS: ReadonlySet<number> = new Set([446, 498]);

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
  if (status !== undefined && LIMITS.has(status)) return "rate_limit";
  if (status !== undefined && TIMEOUTS.has(status)) return "timeout";
  if (named("rate_limit")) return "rate_limit";
  if (status !== undefined && REFUSALS.has(status)) return "policy";
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
