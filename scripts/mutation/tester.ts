import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Jest keeps some of each file's memory. */
const FILES_PER_PROCESS = 150;

/** What a file of tests costs and comes by, with nothing changed. */
export interface Known {
  readonly passes: boolean;
  readonly seconds: number;
  /** How often each change's place is passed, by the change's id. */
  readonly reached: Readonly<Record<string, number>>;
}

interface Outcome {
  readonly passed: boolean;
  readonly why: string;
  readonly reached: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Runs files of tests, each with one change made, in a process of its own. */
export class Tester {
  private child: ChildProcess | undefined;
  private ran = 0;
  private readonly known = new Map<string, Known>();

  /** @param folder where the prepared files are */
  constructor(private readonly folder: string) {}

  /** Asked once per file of tests, and only when a change comes that the nearer ones did not notice. */
  async know(test: string): Promise<Known> {
    const known = this.known.get(test) ?? (await this.runUnchanged(test));
    this.known.set(test, known);
    return known;
  }

  async notices(test: string, change: string): Promise<boolean> {
    const { seconds, reached } = await this.know(test);
    const most = 10_000 + 100 * (reached[change] ?? 0);
    const outcome = await this.run({ file: test, change, most, seconds: 10 + 5 * seconds });
    return !outcome?.passed;
  }

  stop(): void {
    this.child?.kill();
  }

  private async runUnchanged(file: string): Promise<Known> {
    const outcome = await this.run({ file, most: Infinity, seconds: 60 });
    if (!outcome?.passed) console.warn(`  left out: ${file} ${outcome?.why ?? ""}`);
    const { seconds = 0, reached = {} } = outcome ?? {};
    return { passes: outcome?.passed === true, seconds, reached };
  }

  /** Nothing where the process ended, because the change made it run for ever. */
  private async run(message: object): Promise<Outcome | undefined> {
    if (this.ran++ % FILES_PER_PROCESS === 0) this.child?.kill();
    const child = await this.told(message);
    const ends = new AbortController();
    const { signal } = ends;
    try {
      const answer = once(child, "message", { signal });
      const end = once(child, "exit", { signal }).then(() => [undefined]);
      const [outcome] = (await Promise.race([answer, end])) as [Outcome | undefined];
      if (outcome === undefined) this.child = undefined;
      return outcome;
    } finally {
      ends.abort();
    }
  }

  /** A process that has the message; what a change left behind may have ended the one that was there. */
  private async told(message: object): Promise<ChildProcess> {
    if (this.child?.connected !== true || this.child.killed) this.child = await this.start();
    const { child } = this;
    const error = await new Promise<Error | null>((resolve) => child.send(message, resolve));
    if (error === null) return child;
    this.child = undefined;
    return this.told(message);
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(path.join(__dirname, "jest/worker.js"), {
      env: { ...process.env, MUTATION_FOLDER: this.folder },
      execArgv: ["--max-old-space-size=4096"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    await once(child, "message");
    return child;
  }
}
