import path from "node:path";
import { nameInEnv } from "../../telemetry";
import { estimate } from "../../review/costs";
import { parse, wholeNumberOf } from "../arguments";
import { costsReport, type ServiceCosts } from "../costs-report";
import { loadApp } from "../load-app";
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
    json: { type: "boolean", default: false },
  });
  const hosts = wholeNumberOf("--hosts", values.hosts);
  if (hosts === 0) throw new UsageError("--hosts: 0 given; allowed: 1 or more");
  const budget = values.budget === undefined ? Infinity : wholeNumberOf("--budget", values.budget);
  const price = values.price === undefined ? undefined : dollarsOf(values.price);
  const app = await loadApp(path.resolve(values.app));
  const services = watchedServices(app, values.stack).map(({ service }): ServiceCosts => ({
    name: nameInEnv(service),
    estimate: estimate(service, { hosts, settings: !values["no-settings"] }),
  }));
  const indexed = services.reduce((sum, one) => sum + one.estimate.indexed, 0);
  console.log(
    values.json
      ? JSON.stringify({ indexed, services })
      : costsReport(services, { price, budget, width: reportWidth() }),
  );
  process.exitCode = indexed > budget ? 1 : 0;
}

/** Dollars for 100 indexed custom metrics and month. */
function dollarsOf(text: string): number {
  const dollars = Number(text);
  if (text.trim() !== "" && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw new UsageError(`--price: ${JSON.stringify(text)} given; allowed: dollars, such as 5`);
}
