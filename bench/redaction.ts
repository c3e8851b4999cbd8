/**
 * What redaction costs, and that hostile text costs linear time: each pattern on 20,000 and 40,000
 * characters of texts that it begins to match again and again. The runtime shows it 4,000 at most.
 */
import { holdsOpaqueKey, WORD_OF_A_KEY } from "../runtime/errors/opaque-key";
import { ACCOUNT_NUMBER, CARD_NUMBER, PERSONAL_FORMS } from "../runtime/errors/personal-data";
import { Redactor } from "../runtime/errors/redaction";
import { SECRET_FORMS } from "../runtime/errors/secret-patterns";
import { Guard } from "../runtime/safety/guard";
import { median } from "./support/measure";

const SEEDS: readonly string[] = [
  ..."eyJ 4, a. sk- ://a: password= Cookie: x-api-key: aaaa== A3- ghp_ Bearer - \" ' \\ /+ =: 1".split(
    " ",
  ),
  ..."token: AAAA ;sig= authorization: Basic -----BEGIN pat. office.com/webhook/ A.A@ M".split(" "),
  " curl -u ",
  ..."a@a. é@ +1-23 AA00 DE89A1B2 123-45- $2$ %22: <password> `: mnemonic:abc".split(" "),
  ...["seed phrase abc ", "mysql -p", "mysql  ", "env a", "env  A_TOKEN  ", "private-lines: 1\n"],
  ...["login code is ", "set-cookie: [ a", "Authorization: a a", "as-A1", 'a_B1-"d":"', "AZ09 "],
  "login a password ",
  "aA1b",
  "   ",
];
const LENGTH = 20_000;
/** Twice the text costs twice the time; four times would be quadratic. */
const MAX_RATIO = 3;
/** Milliseconds below which a ratio says more of the machine than of the pattern. */
const MIN_JUDGED = 2;

const PATTERNS = [
  ...[...SECRET_FORMS, ...PERSONAL_FORMS].map(({ pattern }) => pattern),
  ...[WORD_OF_A_KEY, CARD_NUMBER, ACCOUNT_NUMBER],
];

interface Measured {
  readonly pattern: string;
  readonly seed: string;
  readonly milliseconds: number;
  readonly ratio: number;
}

function main(): void {
  const slowest = SEEDS.flatMap((seed) => PATTERNS.map((pattern) => measure(pattern, seed)))
    .filter(({ milliseconds }) => milliseconds > MIN_JUDGED)
    .sort((a, b) => b.ratio - a.ratio);
  console.log(`${PATTERNS.length} patterns on ${SEEDS.length} hostile texts`);
  console.log("RATIO  MS FOR 40,000  TEXT            PATTERN");
  for (const { ratio, milliseconds, seed, pattern } of slowest.slice(0, 8)) {
    const cells = [ratio.toFixed(2).padEnd(5), milliseconds.toFixed(1).padEnd(13)];
    console.log([...cells, JSON.stringify(seed).padEnd(14), pattern.slice(0, 60)].join("  "));
  }
  printOrdinary();
  if (slowest.some(({ ratio }) => ratio > MAX_RATIO)) {
    console.log(`A pattern takes more than ${MAX_RATIO} times as long for twice the text.`);
    process.exitCode = 1;
  }
}

function measure(pattern: RegExp, seed: string): Measured {
  const text = seed.repeat(Math.ceil((2 * LENGTH) / seed.length));
  const half = text.slice(0, LENGTH);
  // The best of several in turns: whatever else the machine does only adds.
  const rounds = Array.from(
    { length: 9 },
    () => [time(pattern, half), time(pattern, text)] as const,
  );
  const milliseconds = Math.min(...rounds.map(([, whole]) => whole));
  // Of less than a millisecond, the processor's time is often given as none.
  const once = Math.max(MIN_JUDGED / 2, Math.min(...rounds.map(([first]) => first)));
  return { pattern: pattern.source, seed, milliseconds, ratio: milliseconds / once };
}

/** Milliseconds of the processor's time: of those of the clock, other processes take their share. */
function time(pattern: RegExp, text: string): number {
  const started = process.cpuUsage();
  text.replace(pattern, (word: string) =>
    pattern === WORD_OF_A_KEY && holdsOpaqueKey(word, "key ") ? "" : word,
  );
  return process.cpuUsage(started).user / 1000;
}

function printOrdinary(): void {
  const redactor = new Redactor([], new Guard());
  const message = "429 Rate limit reached for gpt-4.1 in organization: try again in 1.2s. ";
  for (const length of [message.length, 4000, 1_000_000]) {
    const text = message.repeat(Math.ceil(length / message.length)).slice(0, length);
    const rounds = Array.from({ length: 200 }, () => {
      const started = performance.now();
      redactor.redact(text);
      return performance.now() - started;
    });
    console.log(`An error's message of ${length} characters: ${median(rounds).toFixed(3)} ms`);
  }
}

main();
