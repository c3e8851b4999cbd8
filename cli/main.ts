#!/usr/bin/env node
import { InvalidInputError } from "../telemetry";
import { isCommand, usage, type CommandName } from "./usage";
import { UsageError } from "./usage-error";

async function run([command, ...args]: readonly string[]): Promise<void> {
  if (command === undefined) throw new UsageError(usage());
  const wantsHelp = [command, ...args].some((arg) => arg === "--help" || arg === "-h");
  if (command === "help" || wantsHelp) {
    console.log(usage(isCommand(command) ? command : undefined));
    return;
  }
  if (!isCommand(command)) {
    throw new UsageError(`There is no command ${JSON.stringify(command)}.\n\n${usage()}`);
  }
  await runCommand(command, args);
}

/** Each command is loaded when it is asked for: most need little of what the others load. */
async function runCommand(command: CommandName, args: readonly string[]): Promise<void> {
  switch (command) {
    case "synth": {
      (await import("./commands/synth.js")).synthCommand(args);
      return;
    }
    case "lab":
      return (await import("./commands/lab-command.js")).labCommand(args);
    case "record":
      return (await import("./commands/record.js")).recordCommand(args);
    case "bootstrap":
      return (await import("./commands/bootstrap.js")).bootstrapCommand(args);
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  // What the user got wrong needs no stack trace; what we got wrong does.
  const expected = error instanceof UsageError || error instanceof InvalidInputError;
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
