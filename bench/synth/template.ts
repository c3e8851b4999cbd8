import { readFileSync } from "node:fs";
import path from "node:path";
import { TEMPLATE_NAME } from "./services";

/** A file that our way wrote for one service, as data. */
export function readTemplate(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), "utf8"));
}

/** The template with every text rewritten for another service. */
export function forService<T>(template: T, name: string): T;
export function forService(template: unknown, name: string): unknown {
  if (typeof template === "string") return template.replaceAll(TEMPLATE_NAME, name);
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) return template.map((item: unknown) => forService(item, name));
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, forService<unknown>(value, name)]),
  );
}
