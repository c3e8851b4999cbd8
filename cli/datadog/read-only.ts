import { DatadogApi, type Answer, type DatadogApiProps } from "./datadog-api";

/** After so many questions in a row without an answer, the others are not asked. */
const PATIENCE = 3;

/**
 * Datadog for whoever only looks. There is no way to write: everything is a GET, and the two POSTs,
 * `/api/v1/monitor/validate` and `/api/v2/spans/events/search`, create nothing and need no more than the
 * permission to read.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#validate-a-monitor
 * @see https://docs.datadoghq.com/api/latest/spans/#search-spans
 */
export class ReadOnlyDatadog {
  private readonly api: DatadogApi;
  private unansweredInARow = 0;

  constructor(props: DatadogApiProps) {
    this.api = new DatadogApi(props);
  }

  /** @param path with its query, encoded */
  get(path: string): Promise<Answer> {
    return this.counted(() => this.api.ask("GET", path));
  }

  /** Whether Datadog would accept a monitor. */
  validateMonitor(monitor: object): Promise<Answer> {
    return this.counted(() => this.api.ask("POST", "/api/v1/monitor/validate", monitor));
  }

  /** One page of the spans that match. */
  searchSpans(search: object): Promise<Answer> {
    return this.counted(() => this.api.ask("POST", "/api/v2/spans/events/search", search));
  }

  private async counted(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.unansweredInARow >= PATIENCE) {
      return { kind: "unanswered", why: "not asked, because it did not answer before" };
    }
    const answer = await ask();
    this.unansweredInARow = answer.kind === "unanswered" ? this.unansweredInARow + 1 : 0;
    return answer;
  }
}
