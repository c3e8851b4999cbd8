import { lockFindings, lockOf, readLock } from "../../review/lock";
import type { StackFile } from "../../review";
import { monitor, stackOf } from "./stack";

const BASE = stackOf({ json: monitor(), disk: monitor({ name: "Disk", tags: [] }) });

function said(head: readonly StackFile[]): string[] {
  return lockFindings(lockOf(BASE), head).map(({ subject, text }) => `${subject} ${text}`);
}

function withMoved(stacks: readonly StackFile[], from: string, to: string): StackFile[] {
  return stacks.map(({ stack, content }) => ({
    stack,
    content: Buffer.from(JSON.stringify({ ...JSON.parse(String(content)), moved: [{ from, to }] })),
  }));
}

describe("the lock", () => {
  test("says nothing while everything is where it was, whatever it says", () => {
    expect(
      said(
        stackOf({ json: monitor({ priority: "4" }), disk: monitor({ name: "Disk", tags: [] }) }),
      ),
    ).toEqual([]);
  });

  test("gives the line that keeps what moved", () => {
    const head = stackOf({ renamed: monitor(), disk: monitor({ name: "Disk", tags: [] }) });
    expect(said(head)).toEqual([
      'app/datadog_monitor.json is now app/datadog_monitor.renamed, so Terraform deletes it and makes it anew: construct.moveFromId("datadog_monitor.json"); keeps it',
    ]);
    expect(said(withMoved(head, "datadog_monitor.json", "datadog_monitor.renamed"))).toEqual([
      "app/datadog_monitor.json moves to app/datadog_monitor.renamed: datadog-llm review --lock renews the lock",
    ]);
  });

  test("reports what is gone, and what it does not know yet", () => {
    expect(said(stackOf({ json: monitor(), cpu: monitor({ name: "CPU", tags: [] }) }))).toEqual([
      "app/datadog_monitor.disk is gone: datadog-llm review --lock renews the lock where that is meant",
      "app/datadog_monitor.cpu is not in the lock: datadog-llm review --lock renews the lock",
    ]);
  });

  test("is read as it was written, and nothing else is", () => {
    const lock = lockOf(BASE);
    const json: unknown = JSON.parse(JSON.stringify(Object.fromEntries(lock)));
    expect(readLock(json)).toEqual(lock);
    for (const other of [[], { a: "b" }, { "a/b.c": 1 }])
      expect(() => readLock(other)).toThrow("addresses");
  });
});
