import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "./usage-error";

/** Asked before the work whose result could not be kept. Nothing is written. */
export function requireWritable(file: string | undefined): void {
  if (file === undefined) return;
  const target = path.resolve(file);
  const existing = statSync(target, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw new UsageError(`${file} cannot be written: it is a folder.`);
  try {
    accessSync(existing ? target : path.dirname(target), constants.W_OK);
  } catch {
    throw new UsageError(`${file} cannot be written: its folder is not there, or not yours.`);
  }
}
