import { parseArgs } from "node:util";
import { closest } from "../telemetry";
import { withoutEffect, type Given } from "./option-rules";
import type { CommandName } from "./usage";
import { UsageError } from "./usage-error";

type ParseOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/**
 * @param problemsOf what else is wrong with the values
 * @throws UsageError where an option is unknown or lacks its value, or else with a line for each option
 * that has no effect beside the others, and each other problem
 */
export function parse<const O extends ParseOptions>(
  command: CommandName,
  args: readonly string[],
  options: O,
  problemsOf: (values: Values<O>) => readonly string[] = () => [],
): Values<O> {
  const { values, given } = parsed(command, args, options);
  const problems = [...withoutEffect(command, given), ...problemsOf(values)];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return values;
}

type Values<O extends ParseOptions> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: false }>
>["values"];

/** The values with their defaults, and what was given of them. */
function parsed<const O extends ParseOptions>(
  command: CommandName,
  args: readonly string[],
  options: O,
): { readonly values: Values<O>; readonly given: Given } {
  try {
    const config = { args: [...args], options, allowPositionals: false, tokens: true } as const;
    const { values, tokens } = parseArgs(config);
    const given = tokens.flatMap((one) =>
      one.kind === "option" ? [[one.name, one.value ?? ""] as const] : [],
    );
    return { values, given: new Map(given) };
  } catch (error) {
    const { message } = error as Error;
    const help = `What it takes: datadog-llm ${command} --help`;
    throw new UsageError(`${misuse(command, message, Object.keys(options))}\n${help}`);
  }
}

/** Node's own words speak of positional arguments, which no command has. */
function misuse(command: CommandName, message: string, options: readonly string[]): string {
  const [, unknown] = /^Unknown option '(-[^' ]*)'/.exec(message) ?? [];
  if (unknown !== undefined) {
    const meant = closest(unknown, options);
    return `${command} has no option ${unknown}.${meant === undefined ? "" : ` Did you mean --${meant}?`}`;
  }
  const [, argument] = /^Unexpected argument '([^]*)'\./.exec(message) ?? [];
  if (argument === undefined) return message.endsWith(".") ? message : `${message}.`;
  const hint = options.includes("scenario") ? ` Did you mean --scenario ${argument}?` : "";
  return `${command} takes options only, and ${JSON.stringify(argument)} is none.${hint}`;
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
