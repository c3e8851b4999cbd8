import path from "node:path";
import { readRecording } from "../../lab";
import { nameInEnv, type LlmServiceInEnv } from "../../telemetry";
import { budgetFindings, estimate, SeriesCounter, type ActualSeries } from "../../review/costs";
import { losersOf } from "../../review/tags/losers";
import { serviceUses } from "../../review/tags/service-uses";
import { parse, wholeNumberOf } from "../arguments";
import { costsReport, type ServiceCosts } from "../costs-report";
import { loadApp } from "../load-app";
import { reasonOf } from "../read-json";
import { reportWidth } from "../terminal";
import { UsageError } from "../usage-error";
import { watchedServices } from "../lab/watched-services";

/** Prints what the metrics of the app's services come to, by Datadog's rules. */
export async function costsCommand(args: readonly string[]): Promise<void> {
  const values = parse("costs", args, {
    app: { type: "string", default: "main.ts" },
    stack: { type: "string", multiple: true, default: [] },
    hosts: { type: "string", default: "1" },
    "no-settings": { type: "boolean", default: false },
    price: { type: "string" },
    budget: { type: "string" },
    requests: { type: "string" },
    recording: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const hosts = wholeNumberOf("--hosts", values.hosts);
  if (hosts === 0) throw new UsageError("--hosts: 0 given; allowed: 1 or more");
  const budget = values.budget === undefined ? Infinity : wholeNumberOf("--budget", values.budget);
  const requestsPerHour =
    values.requests === undefined ? undefined : wholeNumberOf("--requests", values.requests);
  const points = values.recording === undefined ? undefined : recorded(values.recording);
  const price = values.price === undefined ? undefined : dollarsOf(values.price);
  const app = await loadApp(path.resolve(values.app));
  const options = {
    hosts,
    settings: !values["no-settings"],
    ...(requestsPerHour === undefined ? {} : { requestsPerHour }),
  };
  const declared = watchedServices(app, values.stack).map(({ service, stack, json }) =>
    serviceUses(service, { stack, content: Buffer.from(JSON.stringify(json)) }),
  );
  const services = declared.map(({ service, usesOf }): ServiceCosts => {
    const estimated = estimate(service, options);
    return {
      name: nameInEnv(service),
      estimate: estimated,
      tags: estimated.drivers.map((one) => ({ ...one, ...losersOf(usesOf(one.tag)) })),
      ...(requestsPerHour === undefined ? {} : { requestsPerHour }),
      ...(points === undefined ? {} : { actual: actualOf(service, points) }),
    };
  });
  const overspent = budgetFindings(declared, options);
  const indexed = services.reduce((sum, one) => sum + one.estimate.indexed, 0);
  console.log(
    values.json
      ? JSON.stringify({ indexed, ...dollars(indexed, price), services, overspent })
      : costsReport(services, { price, budget, overspent, width: reportWidth() }),
  );
  process.exitCode = indexed > budget || overspent.length > 0 ? 1 : 0;
}

function recorded(file: string): ReturnType<typeof readRecording> {
  try {
    return readRecording(file);
  } catch (error) {
    throw new UsageError(`--recording ${file}: ${reasonOf(error)}`);
  }
}

/** What of a recording is the service's. */
function actualOf(
  service: LlmServiceInEnv,
  points: ReturnType<typeof readRecording>,
): Pick<ActualSeries, "hours" | "series"> {
  const counter = new SeriesCounter(service);
  for (const point of points) counter.add(point);
  const { hours, series } = counter.result();
  return { hours, series };
}

function dollars(indexed: number, price: number | undefined): { dollarsAMonth?: number } {
  return price === undefined ? {} : { dollarsAMonth: (indexed * price) / 100 };
}

/** Dollars for 100 indexed custom metrics and month. */
function dollarsOf(text: string): number {
  const dollars = Number(text);
  if (text.trim() !== "" && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw new UsageError(`--price: ${JSON.stringify(text)} given; allowed: dollars, such as 5`);
}
