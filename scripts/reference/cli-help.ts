import { isCommand, usage } from "../../cli/usage";

/** What `datadog-llm --help` prints, and the part of it that is about each command. */
export interface CliHelp {
  readonly text: string;
  readonly commands: ReadonlyMap<string, string>;
}

export function cliHelp(): CliHelp {
  const text = usage();
  const starts = [...text.matchAll(/^ {2}(?:datadog-llm )?([a-z]+)(?= {2}| <|$)/gm)];
  const commands = starts.map(({ 1: name = "", index }, at) => {
    const own = text.slice(index, starts[at + 1]?.index);
    return [name, own.includes("--") || !isCommand(name) ? own : usage(name)] as const;
  });
  return { text, commands: new Map(commands) };
}
