import { setTimeout } from "node:timers/promises";
import { Failure } from "../failure";

/** Time as the calls see it; tests bring their own. */
export interface Clock {
  /** Milliseconds from any point. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export const REAL_CLOCK: Clock = { now: () => performance.now(), sleep: (ms) => setTimeout(ms) };

export interface DatadogApiProps {
  /** Scheme and host, such as `https://api.datadoghq.eu`. */
  readonly url: string;
  readonly apiKey: string;
  /** Needed to read. */
  readonly appKey?: string | undefined;
  readonly clock?: Clock;
  /** How long one answer may take, in milliseconds. @default 30000 */
  readonly timeoutMs?: number;
}

/** What came back for a question. */
export type Answer =
  | { readonly kind: "ok"; readonly body: unknown }
  | { readonly kind: "absent" }
  /** A key that is not valid, or lacks a permission. */
  | { readonly kind: "forbidden" }
  /** Datadog does not accept what was asked, and says why. */
  | { readonly kind: "refused"; readonly why: string }
  /** No answer, or none but failures, however often it was asked. */
  | { readonly kind: "unanswered"; readonly why: string };

/** After these, the call fails. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1_000;
/** Datadog names the seconds until its limit is lifted; a wrong header must not stop us for hours. */
const MAX_PAUSE_MS = 60_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Datadog's HTTP API. The keys go into the headers, and into nothing that is printed. */
export class DatadogApi {
  /** Seconds since the epoch by the clock of whoever answered last. */
  serverTime: number | undefined;
  private readonly clock: Clock;

  constructor(private readonly props: DatadogApiProps) {
    this.clock = props.clock ?? REAL_CLOCK;
  }

  /** @throws Failure where Datadog refuses the payload or the key, or does not answer */
  async post(path: string, body: object): Promise<void> {
    const response = await this.call("POST", path, JSON.stringify(body));
    if (!response.ok)
      throw await this.refusal(`POST ${path}`, response, "Is DD_API_KEY of this site?");
  }

  /**
   * Whether something exists.
   *
   * @throws Failure where a key does not allow to read it, or Datadog does not answer
   */
  async exists(path: string): Promise<boolean> {
    const response = await this.call("GET", path);
    if (response.ok || response.status === 404) return response.ok;
    const hint =
      "Are DD_API_KEY and DD_APP_KEY of this site, and does the application key have the scope metrics_read?";
    throw await this.refusal(`GET ${path}`, response, hint);
  }

  /** Asks, and never throws: one question without an answer must not end those that follow. */
  async ask(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    try {
      const response = await this.call(method, path, body && JSON.stringify(body));
      const { status } = response;
      if (status === 404) return { kind: "absent" };
      if (status === 401 || status === 403) return { kind: "forbidden" };
      if (status === 429) return { kind: "unanswered", why: "its rate limit is used up (429)" };
      if (status >= 500) return { kind: "unanswered", why: `it answers ${status}` };
      const text = await response.text();
      if (!response.ok) return { kind: "refused", why: this.redact(reasonsIn(text)) };
      return readAnswer(text);
    } catch (error) {
      return { kind: "unanswered", why: this.redact((error as Error).message) };
    }
  }

  private async call(method: string, path: string, body?: string): Promise<Response> {
    const { url, apiKey, appKey, timeoutMs = REQUEST_TIMEOUT_MS } = this.props;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          "DD-API-KEY": apiKey,
          ...(appKey === undefined ? {} : { "DD-APPLICATION-KEY": appKey }),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        // A redirect would carry the keys to another host.
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body }),
      }).catch((error: unknown) => reasonOf(error));
      const passes = typeof answer === "string" || answer.status === 429 || answer.status >= 500;
      if (passes && attempt < ATTEMPTS) {
        await this.clock.sleep(pauseBefore(answer, attempt));
      } else if (typeof answer === "string") {
        throw new Failure(`${method} ${url}${path}: no answer (${answer}).`);
      } else {
        const date = Date.parse(answer.headers.get("date") ?? "");
        if (!Number.isNaN(date)) this.serverTime = date / 1_000;
        return answer;
      }
    }
  }

  private async refusal(what: string, response: Response, hint: string): Promise<Failure> {
    const { status } = response;
    const { url } = this.props;
    if (status === 401 || status === 403) {
      return new Failure(
        `${what}: ${url} refuses the key (${status}). ${hint} --site <site> or DD_SITE chooses the site.`,
      );
    }
    return new Failure(`${what}: ${url} answers ${status}. ${this.redact(await response.text())}`);
  }

  private redact(text: string): string {
    const keys = [this.props.apiKey, this.props.appKey ?? this.props.apiKey];
    return keys.reduce((shown, key) => shown.replaceAll(key, "…"), text).slice(0, 500);
  }
}

/** @see https://docs.datadoghq.com/api/latest/rate-limits/ */
function pauseBefore(answer: Response | string, attempt: number): number {
  const reset = typeof answer === "string" ? null : answer.headers.get("x-ratelimit-reset");
  const named = reset === null ? NaN : Number(reset) * 1_000;
  const pause = named > 0 ? named : FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.min(pause, MAX_PAUSE_MS);
}

/** Whatever stands between, such as a proxy's page, is no answer of Datadog's. */
function readAnswer(text: string): Answer {
  try {
    return { kind: "ok", body: JSON.parse(text) as unknown };
  } catch {
    return { kind: "unanswered", why: "what it sends is no JSON, as if a proxy answered" };
  }
}

/**
 * Errors come as `{"errors": ["…"]}`, and of some products as objects; a proxy on the way answers with
 * anything.
 *
 * @see https://docs.datadoghq.com/api/latest/spans/ for the objects
 */
function reasonsIn(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { readonly errors?: unknown };
    return Array.isArray(errors) ? errors.map(reasonIn).join("; ") : text;
  } catch {
    return text;
  }
}

function reasonIn(error: unknown): string {
  if (typeof error === "string") return error;
  const { title, detail } = Object(error) as {
    readonly title?: unknown;
    readonly detail?: unknown;
  };
  const said = [title, detail].filter((part) => typeof part === "string");
  return said.length > 0 ? said.join(": ") : JSON.stringify(error);
}

/** The system's reason stands in the cause; `fetch failed` says nothing. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { readonly cause?: Partial<Error>; readonly message: string };
  return cause?.message ?? message;
}
