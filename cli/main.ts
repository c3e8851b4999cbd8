#!/usr/bin/env node
import { closest } from "../telemetry";
import { errorText, exitCodeOf } from "./error-text";
import { COMMANDS, isCommand, usage, type CommandName } from "./usage";
import { guardConsole } from "./terminal-safe";
import { UsageError } from "./usage-error";
import { ownVersion } from "./own-version";

async function run([command, ...args]: readonly string[]): Promise<void> {
  if (command === undefined) throw new UsageError(usage());
  const wantsHelp = [command, ...args].some((arg) => arg === "--help" || arg === "-h");
  if (command === "help" || wantsHelp) {
    console.log(usage(isCommand(command) ? command : undefined));
    return;
  }
  if (command === "--version" || command === "-v") {
    console.log(ownVersion());
    return;
  }
  if (!isCommand(command)) {
    const names = Object.keys(COMMANDS);
    const meant = closest(command, names);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(
      `There is no command ${JSON.stringify(command)}.${hint}\n` +
        `Commands: ${names.join(", ")}. What each does: datadog-llm --help`,
    );
  }
  await runCommand(command, args);
}

/** Each command is loaded when it is asked for: most need little of what the others load. */
async function runCommand(command: CommandName, args: readonly string[]): Promise<void> {
  switch (command) {
    case "init":
      return (await import("./commands/init.js")).initCommand(args);
    case "synth":
      return (await import("./commands/synth.js")).synthCommand(args);
    case "lab":
      return (await import("./commands/lab-command.js")).labCommand(args);
    case "review":
      return (await import("./commands/review.js")).reviewCommand(args);
    case "costs":
      return (await import("./commands/costs.js")).costsCommand(args);
    case "import":
      return (await import("./commands/import.js")).importCommand(args);
    case "watch":
      return (await import("./commands/watch.js")).watchCommand(args);
    case "record":
      return (await import("./commands/record.js")).recordCommand(args);
    case "compare":
      return (await import("./commands/compare.js")).compareCommand(args);
    case "release":
      return (await import("./commands/release.js")).releaseCommand(args);
    case "evaluate":
      return (await import("./commands/evaluate.js")).evaluateCommand(args);
    case "dataset":
      return (await import("./commands/dataset.js")).datasetCommand(args);
    case "bootstrap":
      return (await import("./commands/bootstrap.js")).bootstrapCommand(args);
    case "doctor":
      return (await import("./commands/doctor.js")).doctorCommand(args);
  }
}

guardConsole();

// Node's own way of printing warnings names the process and a flag of Node's.
process.removeAllListeners("warning").on("warning", ({ name, message }) => {
  console.error(`${name === "DatadogLlmWarning" ? "Warning" : name}: ${message}`);
});

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(errorText(error));
  process.exitCode = exitCodeOf(error);
});
