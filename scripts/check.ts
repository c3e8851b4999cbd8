/**
 * `npm run check`: types, dead exports, circles, lint and formatting. Lint takes as long as all the rest,
 * so it runs beside it. Whatever one of them finds, the others run, too; each says what it found at its end.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import path from "node:path";

const ROOT = path.join(__dirname, "..");

/** What goes side by side: each a row of commands, one after the other. */
const ROWS = [
  [["eslint", "."]],
  [
    ["tsc", "--noEmit"],
    ["tsc", "--noEmit", "-p", "__tests__/lab/report"],
    ["knip", "--no-config-hints"],
    ["depcruise", "--output-type", "err", "."],
    ["prettier", "--check", "--log-level", "warn", "."],
  ],
] as const;

/** @returns whether it found nothing */
async function run([name, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  const child = spawn(path.join(ROOT, "node_modules/.bin", name), args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (code === 0) return true;
  console.error(`${[name, ...args].join(" ")}\n${stdout}${stderr}`);
  return false;
}

async function main(): Promise<void> {
  const found = await Promise.all(
    ROWS.map(async (row) => {
      let nothing = true;
      for (const command of row) nothing = (await run(command)) && nothing;
      return nothing;
    }),
  );
  if (found.includes(false)) process.exitCode = 1;
}

void main();
