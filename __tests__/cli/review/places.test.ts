import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { placesIn } from "../../../cli/review/places";

describe("where a review's results stand", () => {
  const root = mkdtempSync(path.join(tmpdir(), "places-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const [first, second, app] = ["a b.tf.json", "é.tf.json", "main.ts"].map((name) =>
    path.join(root, name),
  ) as [string, string, string];
  const blocks = (name: string) =>
    JSON.stringify({ resource: { datadog_monitor: { [name]: {} } } }, null, 2);
  writeFileSync(first, blocks("one"));
  writeFileSync(second, blocks("$& .two"));
  const content = Buffer.from("{}");
  const head = [
    { stack: "team", content, files: [app] },
    { stack: "team/alerts", content, files: [first, second] },
  ];
  const placeOf = placesIn(head, root);

  test("is the line that names the resource, in that file of its module which does", () => {
    expect(placeOf("team/alerts/datadog_monitor.one[0]")).toEqual({
      ...{ uri: "a%20b.tf.json", isInRepository: true, line: 4 },
    });
    expect(placeOf("team/alerts/datadog_monitor.$& .two")).toMatchObject({
      ...{ uri: "%C3%A9.tf.json", line: 4 },
    });
  });

  test("is the beginning of its stack's file, or of the first, where nothing names it", () => {
    expect(placeOf("team/alerts/datadog_monitor.gone")).toMatchObject({
      uri: "a%20b.tf.json",
      line: 1,
    });
    expect(placeOf("team/datadog_monitor.one")).toMatchObject({ uri: "main.ts", line: 1 });
    expect(placeOf("")).toMatchObject({ uri: "main.ts", line: 1 });
  });

  test("is a whole address outside of the repository, and none where no file is known", () => {
    const outside = placesIn(head, path.join(root, "project"))("team/datadog_monitor.one");
    expect(outside).toMatchObject({ isInRepository: false, uri: expect.stringMatching(/^file:/) });
    expect(placesIn([{ stack: "a", content }], root)("a/datadog_monitor.one")).toBeUndefined();
  });
});
