import type { IncomingMessage, ServerResponse } from "node:http";
import { unparsedAnswer } from "../datadog-api";
import { LoopbackServer } from "../loopback-server";
import { ENDPOINTS, errors, type Reply } from "./answers";
import type { State } from "./state";

/** What a request meets instead of an answer. */
export interface Trouble {
  /** Method and path, without query. */
  readonly on: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answer. */
  readonly hang?: true;
  /** How many requests meet it. @default all */
  times?: number;
}

/**
 * Datadog's API as documented, on the loopback interface, for whoever only reads. A request that could
 * write is remembered, and so is an answer that the official client would not understand.
 */
export class DatadogServer extends LoopbackServer {
  readonly requests: string[] = [];
  /** Requests that could have changed something; must stay empty. */
  readonly writes: string[] = [];
  /** Answers that are not of the documented form; must stay empty. */
  readonly malformed: string[] = [];
  readonly troubles: Trouble[] = [];

  constructor(readonly state: State) {
    super();
  }

  protected respond(request: IncomingMessage, text: string, response: ServerResponse): void {
    const [reply, headers] = this.replyTo(request, text);
    if (reply === undefined) return;
    response.writeHead(reply.status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(reply.body));
  }

  private replyTo(request: IncomingMessage, text: string): [Reply?, Trouble["headers"]?] {
    const url = new URL(request.url!, "http://localhost");
    const line = `${request.method} ${url.pathname}`;
    this.requests.push(line);
    const endpoint = ENDPOINTS.find(
      ({ method, path }) => method === request.method && path.test(url.pathname),
    );
    if (endpoint === undefined) {
      if (request.method !== "GET") this.writes.push(line);
      return [errors(404, "Not Found")];
    }
    const trouble = this.troubleOn(line);
    if (trouble) return trouble.hang ? [] : [errors(trouble.status, "Trouble"), trouble.headers];
    if (request.headers["dd-api-key"] !== this.state.apiKey) return [errors(403, "Forbidden")];
    const needsBoth = url.pathname !== "/api/v1/validate";
    const hasApp = request.headers["dd-application-key"] === this.state.appKey;
    if (needsBoth && !hasApp) return [errors(403, "Forbidden")];
    const { permission } = endpoint;
    const { scopes } = this.state;
    if (permission !== undefined && scopes !== null && !scopes.includes(permission)) {
      return [errors(403, "Forbidden")];
    }
    const reply = endpoint.answer(this.state, url, text === "" ? undefined : JSON.parse(text));
    if (reply.model) {
      this.malformed.push(
        ...unparsedAnswer(reply.body, ...reply.model).map((path) => `${line}: ${path}`),
      );
    }
    return [reply];
  }

  private troubleOn(line: string): Trouble | undefined {
    const found = this.troubles.find(({ on, times = Infinity }) => times > 0 && on.test(line));
    if (found) found.times = (found.times ?? Infinity) - 1;
    return found;
  }
}
