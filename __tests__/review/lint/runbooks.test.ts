import { webAddress } from "../../../cli/review/repository";
import { lint } from "../../../review/lint";
import { HEALTHY } from "../../../review/lint/examples";
import { linksOf } from "../../../review/lint/links";
import { stackOf } from "../stack";

const FILES = ["docs/runbooks/json.md", "docs/my file.md"];
const repository = {
  url: "https://git.acme.io/ops/alerts",
  has: (file: string): boolean => FILES.includes(file),
};

function found(link: string): string[] {
  const message = `Answers do not parse. [Runbook](${link}) @slack-support`;
  return lint(stackOf({ json: { ...HEALTHY, message } }), { repository }).map(
    ({ rule, text }) => `${rule}: ${text}`,
  );
}

describe("a link to a runbook", () => {
  test.each([
    "https://git.acme.io/ops/alerts/blob/main/docs/runbooks/json.md#roll-back",
    "https://git.acme.io/ops/alerts/-/blob/release/2026-06/docs/runbooks/json.md",
    "https://git.acme.io/ops/alerts/src/branch/main/docs/my%20file.md?plain=1",
    "https://git.acme.io/ops/alerts/issues/12",
    "https://git.acme.io/ops/other/blob/main/docs/gone.md",
    "https://wiki.acme.io/json_(answers)",
    "https://wiki.acme.io/{{model.name}}",
    "https://wiki.acme.io/${var.page}",
    "/dashboard/abc?from_ts={{last_triggered_at_epoch}}",
    "./docs/runbooks/json.md",
    "mailto:team@acme.io",
  ])("is left alone: %s", (link) => expect(found(link)).toEqual([]));

  test.each([
    ["https://git.acme.io/ops/alerts/blob/main/docs/gone.md", "is not in the repository"],
    ["docs/gone.md", "is not in the repository, and a message needs a whole address"],
    ["TODO", "is a placeholder"],
    ["", "is a placeholder"],
    ["https://example.com/runbook", "is a placeholder"],
    ["https://[wiki/json", "is no address"],
  ])("is found: %s", (link, text) => {
    expect(found(link)).toEqual([`runbook-not-there: ${JSON.stringify(link)} ${text}`]);
  });

  test("is not what stands around it", () => {
    const message =
      "See https://wiki.acme.io/a_b. **https://wiki.acme.io/c** (https://wiki.acme.io/d)";
    const pages = ["a_b", "c", "d"].map((page) => `https://wiki.acme.io/${page}`);
    expect(linksOf(message)).toEqual(pages);
  });

  test("is known by the repository's address, whatever the remote's form", () => {
    for (const remote of [
      "git@git.acme.io:ops/alerts.git",
      "ssh://git@git.acme.io:2222/ops/alerts.git",
      "https://token@git.acme.io/ops/alerts",
      "https://git.acme.io/ops/alerts.git/",
    ])
      expect(webAddress(remote)).toBe(repository.url);
    expect(webAddress("../alerts.git")).toBeUndefined();
    expect(webAddress("")).toBeUndefined();
  });
});
