import { createInterface, type Interface } from "node:readline/promises";
import { terminalSafe } from "../terminal-safe";
import { UsageError } from "../usage-error";

/** Questions on the terminal, or to a script that pipes the answers in. */
export class Dialog {
  private readonly lines: Interface;
  /** `question()` would lose the lines that arrive while nothing is asked. */
  private readonly answers: AsyncIterator<string>;

  constructor() {
    this.lines = createInterface({ input: process.stdin, output: process.stdout });
    this.answers = this.lines[Symbol.asyncIterator]();
  }

  /** @throws UsageError where the input ends instead of an answer */
  async ask(question: string, fallback?: string): Promise<string> {
    const shown = fallback === undefined ? "" : ` (${fallback})`;
    this.lines.setPrompt(terminalSafe(`${question}${shown}: `));
    this.lines.prompt();
    const line = await this.answers.next();
    if (line.done === true) {
      throw new UsageError("The answers ended early. --yes takes them from the options instead.");
    }
    const answer = line.value.trim();
    if (answer !== "") return answer;
    if (fallback !== undefined) return fallback;
    console.log("An answer is needed here.");
    return this.ask(question);
  }

  async agrees(question: string): Promise<boolean> {
    return /^y/i.test(await this.ask(`${question} [y/n]`, "y"));
  }

  close(): void {
    this.lines.close();
  }
}
