import { styleText } from "node:util";
import { inLine } from "./terminal-safe";

/** Widths between which a report reads well. */
const NARROWEST = 60;
const WIDEST = 140;
/** Where the output goes to a file or a pipe. */
const ELSEWHERE = 100;

/** Columns for a report on the standard output. */
export function reportWidth(): number {
  const { isTTY, columns } = process.stdout;
  return isTTY ? Math.min(WIDEST, Math.max(NARROWEST, columns)) : ELSEWHERE;
}

/** Columns where lines shall be wrapped at all: on a terminal, or as COLUMNS says elsewhere. */
export function terminalWidth(): number | undefined {
  const columns = Number(process.env["COLUMNS"]);
  if (process.stdout.isTTY) return reportWidth();
  return columns > 0 ? Math.max(NARROWEST, columns) : undefined;
}

/** Whether the standard output shows colours. */
export function hasColours(): boolean {
  return process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
}

export function bold(text: string, colours: boolean): string {
  return colours ? styleText("bold", text) : text;
}

/** Lines on a terminal that are written over again and again; nothing where there is none. */
export class LiveLines {
  private shown = 0;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  show(lines: readonly string[]): void {
    if (!this.stream.isTTY) return;
    const { columns, rows } = this.stream;
    // A line that wraps, or scrolls away, could not be written over.
    const fitting = lines.slice(0, rows - 1).map((line) => inLine(line).slice(0, columns - 1));
    this.stream.write(`${this.erase()}${fitting.map((line) => `${line}\n`).join("")}`);
    this.shown = fitting.length;
  }

  clear(): void {
    if (this.shown > 0) this.stream.write(this.erase());
    this.shown = 0;
  }

  private erase(): string {
    return this.shown === 0 ? "" : `\u001b[${this.shown}A\r\u001b[J`;
  }
}
