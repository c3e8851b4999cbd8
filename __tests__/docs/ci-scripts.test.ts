import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { githubTemplate, gitlabTemplate } from "../support/pipeline-templates";

const MARKER = "<!-- datadog-llm review -->";
const REVIEW = `${MARKER}\n\nquieter: \`a\` & "b" 100 % $(touch pwned)\n`;

/** Says what it was called with, and does as the environment tells. */
const FAKE = `#!/bin/sh
name=$(basename "$0")
echo "$name $*" >> "$CALLS"
case "$name $*" in
  npx*"review "*) printf '%s' "$REVIEW_SAYS"; exit "\${REVIEW_STATUS:-0}" ;;
  gh*--paginate*) printf '%s' "$COMMENT_ID" ;;
  terraform*"/$DIFFERS/ plan "*)
    echo "  # datadog_monitor.a will be updated"
    echo "Plan: 0 to add, 1 to change"
    exit "\${PLAN_STATUS:-2}" ;;
  terraform*" plan "*) echo "No changes." ;;
esac
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-ci-"));
  mkdirSync(path.join(folder, "bin"));
  for (const name of ["npx", "npm", "gh", "terraform"]) {
    writeFileSync(path.join(folder, "bin", name), FAKE);
    chmodSync(path.join(folder, "bin", name), 0o755);
  }
  for (const stack of ["alpha", "beta", "gamma"])
    mkdirSync(path.join(folder, "cdktf.out/stacks", stack), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly calls: string[];
  readonly summary: string;
}

/** As the runner starts a script: GitHub's and GitLab's shells end at the first command that fails. */
async function run(
  shell: readonly string[],
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const [calls, summary] = [path.join(folder, "calls"), path.join(folder, "summary")];
  const [command, ...args] = shell;
  const outcome = await new Promise<{ status: number; output: string }>((resolve) => {
    execFile(
      command!,
      [...args, "-c", script],
      {
        cwd: folder,
        env: {
          PATH: `${folder}/bin:${path.dirname(process.execPath)}:${process.env["PATH"]}`,
          CALLS: calls,
          GITHUB_STEP_SUMMARY: summary,
          DIFFERS: "none",
          ...env,
        },
      },
      (error, stdout, stderr) =>
        resolve({ status: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
  expect(existsSync(path.join(folder, "pwned"))).toBe(false);
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const own = {
    ...outcome,
    calls: read(calls).split("\n").filter(Boolean),
    summary: read(summary),
  };
  rmSync(calls, { force: true });
  return own;
}

const BASH = ["bash", "--norc", "-e"];
const GITLAB_BASH = [...BASH, "-o", "pipefail"];

const { jobs } = githubTemplate();
const github = (job: string, word: string): string =>
  jobs[job]!.steps.find(({ run: script }) => script?.includes(word))!.run!;
const gitlab = Object.fromEntries(
  Object.entries(gitlabTemplate()).map(([name, { script }]) => [name, script.join("\n")]),
);

describe("the scripts of GitHub's template", () => {
  test("the review stands in the summary, and its verdict is the step's", async () => {
    const script = github("check", "review --base");
    const env = { REVIEW_SAYS: REVIEW, GITHUB_BASE_REF: "main$(touch pwned)" };
    const passed = await run(BASH, script, env);
    expect(passed).toMatchObject({ status: 0, summary: REVIEW });
    expect(passed.calls).toEqual([
      "npx datadog-llm review --base origin/main$(touch pwned) --markdown",
    ]);
    expect(await run(BASH, script, { ...env, REVIEW_STATUS: "1" })).toMatchObject({ status: 1 });
  });

  test("a comment is made once, and updated from then on", async () => {
    const script = github("comment", "gh api");
    const env = { GITHUB_REPOSITORY: "acme/alerts", NUMBER: "7" };
    expect((await run(BASH, script, env)).calls).toEqual([]);
    writeFileSync(path.join(folder, "review.md"), REVIEW);
    const posted = await run(BASH, script, env);
    expect(posted.calls).toEqual([
      expect.stringMatching(/^gh api repos\/acme\/alerts\/issues\/7\/comments --paginate --jq /),
      "gh api --method POST repos/acme/alerts/issues/7/comments -F body=@review.md",
    ]);
    const updated = await run(BASH, script, { ...env, COMMENT_ID: "41\n42\n" });
    expect(updated.calls[1]).toBe(
      "gh api --method PATCH repos/acme/alerts/issues/comments/41 -F body=@review.md",
    );
  });
});

describe.each([
  ["GitHub's", BASH, github("plan", "detailed-exitcode"), "GITHUB_EVENT_NAME", "pull_request"],
  ["GitLab's", ["sh", "-e"], gitlab["plan"]!, "CI_PIPELINE_SOURCE", "merge_request_event"],
])("the plan of %s template", (_whose, shell, script, event, request) => {
  const KEYS = { DD_API_KEY: "a", DD_APP_KEY: "b" };

  test("is left out without keys, and that is no failure", async () => {
    const { status, output, calls } = await run(shell, script, { [event]: request });
    expect({ status, calls }).toEqual({ status: 0, calls: [] });
    expect(output).toContain("There are no keys, so there is no plan.");
  });

  test("names at night every stack that differs, after it has looked at all", async () => {
    const env = { ...KEYS, [event]: "schedule" };
    const drift = await run(shell, script, { ...env, DIFFERS: "beta" });
    expect(drift.status).toBe(1);
    expect(drift.output).toContain("Datadog is not what this branch says: beta. ");
    expect(drift.calls.filter((one) => one.includes(" plan "))).toHaveLength(3);
    expect((await run(shell, script, env)).status).toBe(0);
  });

  test("of a request may have changes, and may not fail", async () => {
    const env = { ...KEYS, [event]: request, DIFFERS: "alpha" };
    expect((await run(shell, script, env)).status).toBe(0);
    const failed = await run(shell, script, { ...env, PLAN_STATUS: "1" });
    expect(failed.status).toBe(1);
    expect(failed.calls.some((one) => one.includes("beta"))).toBe(false);
  });
});

test("GitHub's summary names what the plan changes", async () => {
  const env = { DD_API_KEY: "a", GITHUB_EVENT_NAME: "pull_request", DIFFERS: "beta" };
  const { summary } = await run(BASH, github("plan", "detailed-exitcode"), env);
  expect(summary).toContain("**alpha**\n\n    No changes.\n");
  expect(summary).toContain(
    "**beta**\n\n      # datadog_monitor.a will be updated\n    Plan: 0 to add, 1 to change\n",
  );
});

describe("the scripts of GitLab's template", () => {
  test("check: the incidents are played whatever the review says, which decides at the end", async () => {
    const env = {
      CI_PIPELINE_SOURCE: "merge_request_event",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: "abc",
      REVIEW_SAYS: REVIEW,
      REVIEW_STATUS: "1",
    };
    const { status, calls } = await run(GITLAB_BASH, gitlab["check"]!, env);
    expect({ status, calls }).toEqual({
      status: 1,
      calls: [
        "npm ci",
        "npx datadog-llm synth",
        "npx datadog-llm review --base abc --markdown",
        "npx datadog-llm lab --junit lab.xml",
      ],
    });
    expect(readFileSync(path.join(folder, "review.md"), "utf8")).toBe(REVIEW);
    const nightly = await run(GITLAB_BASH, gitlab["check"]!, { CI_PIPELINE_SOURCE: "schedule" });
    expect(nightly).toMatchObject({ status: 0 });
    expect(nightly.calls).toHaveLength(3);
  });

  test("deploy: each stack is initialized and applied", async () => {
    const { status, calls } = await run(["sh", "-e"], gitlab["deploy"]!, {});
    expect(status).toBe(0);
    expect(calls.map((one) => one.replace(/^terraform -chdir=cdktf.out\/stacks\//, ""))).toEqual(
      ["alpha", "beta", "gamma"].flatMap((stack) => [
        `${stack}/ init -input=false`,
        `${stack}/ apply -input=false -auto-approve`,
      ]),
    );
  });

  describe("comment", () => {
    let server: Server;
    let notes: { id: number; author: { id: number }; body: string }[];
    let requests: string[];
    beforeEach(async () => {
      [notes, requests] = [[], []];
      server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += String(chunk)));
        request.on("end", () => {
          expect(request.headers["private-token"]).toBe("t");
          const text = new URLSearchParams(body).get("body");
          if (text !== null) {
            requests.push(`${request.method} ${request.url}`);
            expect(text).toBe(REVIEW);
          }
          response.end(JSON.stringify(request.url!.endsWith("/user") ? { id: 5 } : notes));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(() => void server.close());

    const comment = (env: Readonly<Record<string, string>> = { REVIEW_TOKEN: "t" }) =>
      run(GITLAB_BASH, gitlab["comment"]!, {
        CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
        CI_PROJECT_ID: "3",
        CI_MERGE_REQUEST_IID: "9",
        no_proxy: "127.0.0.1",
        ...env,
      });
    const PLACE = "/api/v4/projects/3/merge_requests/9/notes";

    test("is left out without a token or a review", async () => {
      expect(await comment()).toMatchObject({ status: 0 });
      writeFileSync(path.join(folder, "review.md"), REVIEW);
      expect(await comment({})).toMatchObject({ status: 0 });
      expect(requests).toEqual([]);
    });

    test("is made once, and updated from then on; a stranger's is left alone", async () => {
      writeFileSync(path.join(folder, "review.md"), REVIEW);
      notes = [{ id: 1, author: { id: 6 }, body: `${MARKER} not ours` }];
      expect(await comment()).toMatchObject({ status: 0, output: "" });
      notes = [...notes, { id: 2, author: { id: 5 }, body: REVIEW }];
      expect(await comment()).toMatchObject({ status: 0, output: "" });
      expect(requests).toEqual([`POST ${PLACE}`, `PUT ${PLACE}/2`]);
    });
  });
});
