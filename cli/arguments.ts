import { parseArgs } from "node:util";
import { usage, type CommandName } from "./usage";
import { UsageError } from "./usage-error";

type ParseOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** @throws UsageError with the command's usage where an option is unknown or lacks its value. */
export function parse<const O extends ParseOptions>(
  command: CommandName,
  args: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ options: O; allowPositionals: false }>>["values"] {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage(command)}`);
  }
}

/** Makes an option's value optional: without one it is empty. Node's parser knows no such options. */
export function withOptionalValue(args: readonly string[], flag: string): string[] {
  return args.map((arg, index) => {
    const next = args[index + 1];
    return arg === flag && (next === undefined || next.startsWith("-")) ? `${flag}=` : arg;
  });
}

/** @param least 0 where any free port will do. */
export function portOf(flag: string, text: string, least: 0 | 1): number {
  const port = text === "" ? NaN : Number(text);
  if (!Number.isInteger(port) || port < least || port > 65_535) {
    throw new UsageError(`${flag}: ${JSON.stringify(text)} given; allowed: ${least} to 65535`);
  }
  return port;
}

const MAX_SECONDS = 7 * 86_400;

export function secondsOf(flag: string, text: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const seconds = Number(amount) * ({ s: 1, m: 60, h: 3_600 }[unit ?? ""] ?? NaN);
  if (seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw new UsageError(
    `${flag}: ${JSON.stringify(text)} given; allowed: such as 30s, 10m or 2h, up to a week`,
  );
}

export function wholeNumberOf(flag: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`${flag}: ${JSON.stringify(text)} given; allowed: a whole number`);
}
