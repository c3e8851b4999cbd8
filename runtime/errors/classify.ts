import type { ErrorType } from "../../telemetry";
import type { ErrorTraits } from "./inspect";

/** Words of the clients' and providers' errors, compared in lower case without separators. */
const WORDS: readonly (readonly [ErrorType, RegExp])[] = [
  [
    "rate_limit",
    /^(ratelimit|ratelimiterror|ratelimitexceeded|toomanyrequests.*|throttl.*|insufficientquota|quotaexceeded|resourceexhausted)$/,
  ],
  [
    "policy",
    /^(contentfilter|contentpolicyviolation|guardrailintervened|responsibleaipolicyviolation)$/,
  ],
  [
    "timeout",
    /^(abort(ed|error|err)?|apiuseraborterror|.*timeout(error|exception)?|timedout|etimedout|esockettimedout|deadlineexceeded)$/,
  ],
  [
    "provider",
    /^(apiconnectionerror|internalservererror|overloaded(error)?|serviceunavailable.*|internalserver(error|exception)|modelerrorexception|modelstreamerrorexception|servererror|econnrefused|econnreset|econnaborted|enotfound|eaiagain|epipe|ehostunreach|enetunreach|undcerr.*|underr.*)$/,
  ],
  [
    "validation",
    /^(zoderror|validationerror|syntaxerror|assertionerror|ajvvalidationerror|typevalidationerror|jsonparseerror|noobjectgeneratederror|contentparseerror)$/,
  ],
];

/**
 * Class of a failure, as the alerts group by it. A 4xx that is neither a limit nor a timeout is the
 * caller's mistake and no provider outage: `other`.
 */
export function classifyError({ names, codes, status }: ErrorTraits): ErrorType {
  const words = [...codes, ...names].map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, ""));
  // A policy refusal comes as a plain 400, so the words come before the status.
  if (words.some((word) => is("policy", word))) return "policy";
  if (status === 429) return "rate_limit";
  if (status === 408 || status === 504) return "timeout";
  if (words.some((word) => is("rate_limit", word))) return "rate_limit";
  if (status !== undefined && status >= 500) return "provider";
  if (words.some((word) => is("timeout", word))) return "timeout";
  if (status !== undefined && status >= 400) return "other";
  for (const type of ["provider", "validation"] as const) {
    if (words.some((word) => is(type, word))) return type;
  }
  return "other";
}

function is(type: ErrorType, word: string): boolean {
  return WORDS.some(([known, pattern]) => known === type && pattern.test(word));
}
