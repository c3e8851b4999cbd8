/**
 * Runs one file of tests after another in this process, each with the change that its message names:
 * to start Jest anew takes longer than most tests do. A change may turn a loop into an endless one, or let
 * every test wait for what never comes, so a thread counts the processor's time, and ends the process that
 * uses too much of it, or none at all.
 */
const { createRequire } = require("node:module");
const { Worker, isMainThread, parentPort } = require("node:worker_threads");
const path = require("node:path");

const ROOT = path.join(__dirname, "../../..");
const SECOND = 1_000_000;

/** Longer than the processes take that a test starts, on a busy machine. */
const IDLE_MS = 60_000;

if (isMainThread) runTests();
else watchTime();

function watchTime() {
  let end = Infinity;
  let last = { used: 0, at: 0 };
  const used = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one);
  parentPort.on("message", (seconds) => {
    end = used() + seconds * SECOND;
    last = { used: used(), at: Date.now() };
  });
  setInterval(() => {
    if (used() - last.used > SECOND / 4) last = { used: used(), at: Date.now() };
    const isIdle = end < Infinity && Date.now() - last.at > IDLE_MS;
    if (used() > end || isIdle) process.kill(process.pid, "SIGKILL");
  }, 500);
}

async function runTests() {
  const ofJest = createRequire(require.resolve("jest"));
  const { readConfig } = ofJest("jest-config");
  const { default: Runtime } = ofJest("jest-runtime");
  const { default: TestRunner } = ofJest("jest-runner");
  const watch = new Worker(__filename);
  const settings = {
    ...require("../../../jest.config.js"),
    rootDir: ROOT,
    testEnvironment: path.join(__dirname, "environment.js"),
    transform: { "\\.[cm]?tsx?$": path.join(__dirname, "transform.js") },
    bail: 1,
  };
  const argv = { config: JSON.stringify(settings), silent: true, runInBand: true, _: [], $0: "" };
  const { globalConfig, projectConfig } = await readConfig(argv, ROOT);
  const context = await Runtime.createContext(projectConfig, { maxWorkers: 1, watchman: false });

  process.on("message", async ({ file, change, most, seconds }) => {
    globalThis.mutation = { activeMutant: change, hitCount: 0, hitLimit: most };
    watch.postMessage(seconds);
    const before = process.cpuUsage();
    const runner = new TestRunner(globalConfig, {});
    let passed = false;
    let why = "";
    runner.on("test-file-success", ([, result]) => {
      passed = result.numFailingTests === 0 && !result.testExecError;
      why = result.failureMessage ?? "";
    });
    runner.on("test-file-failure", ([, error]) => (why = String(error.stack ?? error.message)));
    await runner.runTests(
      [{ context, path: path.join(ROOT, file) }],
      { isInterrupted: () => false },
      { serial: true },
    );
    const { user, system } = process.cpuUsage(before);
    const { reached = {} } = globalThis.mutation;
    watch.postMessage(Infinity);
    process.send({ passed, why, reached, seconds: (user + system) / SECOND });
  });
  process.on("disconnect", () => process.exit());
  process.send("ready");
}
