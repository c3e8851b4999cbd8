import { DatadogApi, type Answer, type DatadogApiProps } from "./datadog-api";

/** After so many questions in a row without an answer, the others are not asked. */
const PATIENCE = 3;

/**
 * Datadog for whoever only looks. There is no way to write: everything is a GET, and the one POST,
 * `/api/v1/monitor/validate`, creates nothing and needs no more than the permission to read.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#validate-a-monitor
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

  private async counted(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.unansweredInARow >= PATIENCE) {
      return { kind: "unanswered", why: "not asked, because it did not answer before" };
    }
    const answer = await ask();
    this.unansweredInARow = answer.kind === "unanswered" ? this.unansweredInARow + 1 : 0;
    return answer;
  }
}
