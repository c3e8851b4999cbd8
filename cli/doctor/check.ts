import type { DatadogSite } from "../../telemetry";
import type { DoctorApp } from "./app/doctor-app";
import type { Facts } from "./facts";
import type { Fault, Finding } from "./finding";

/** What a check may look at. */
export interface Examined {
  readonly app: DoctorApp;
  readonly facts: Facts;
  readonly site: DatadogSite;
  /** Last characters of the application key, by which Datadog lists it. */
  readonly appKeyEnd: string;
}

/** One question that the doctor answers. */
export interface Check<F extends string = string> {
  readonly id: string;
  /** The question, as the documentation asks it. */
  readonly what: string;
  /** How it asks, such as `GET /api/v1/validate`. */
  readonly asks: readonly string[];
  /** Scopes of the application key, and permissions of its owner, that it needs. */
  readonly permissions: readonly string[];
  /** What it can find, by id. */
  readonly faults: Readonly<Record<F, Fault>>;
  readonly run: (examined: Examined) => Promise<Finding[]>;
}

/** Keeps the ids of the faults as literals. */
export function defineCheck<const F extends string>(check: Check<F>): Check<F> {
  return check;
}
