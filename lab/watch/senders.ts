import type { LlmServiceInEnv } from "../../telemetry";
import type { MetricPoint } from "../agent";

const MAX_SENDERS = 20;

/**
 * Who sends, by service and environment: monitors read one of each, and a service that is started as
 * another in development would look healthy for ever.
 */
export class Senders {
  private readonly seen = new Map<string, { service: string; env: string }>();

  constructor(private readonly watched: readonly Pick<LlmServiceInEnv, "service" | "env">[]) {}

  add({ name, tags }: MetricPoint): void {
    if (!name.startsWith("llm.") || this.seen.size >= MAX_SENDERS) return;
    const value = (key: string): string =>
      tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1) ?? "";
    const [service, env] = [value("service"), value("env")];
    this.seen.set(`${service},${env}`, { service, env });
  }

  hints(): string[] {
    const isWatched = (one: { service: string; env: string }): boolean =>
      this.watched.some(({ service, env }) => service === one.service && env === one.env);
    const others = [...this.seen.values()].filter((one) => !isWatched(one));
    if (this.watched.length === 0 || others.length === 0) return [];
    const read = this.watched.map(({ service, env }) => `DD_SERVICE=${service} DD_ENV=${env}`);
    return others.map(
      ({ service, env }) =>
        `Metrics arrive from service “${service}” in env “${env}”, which no alert reads. ` +
        `To see what would page, start it with ${read.join(", or ")}.`,
    );
  }
}
