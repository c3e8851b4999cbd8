import fc from "../../support/fast-check";
import { exportedMonitor } from "../../../review/import/exported-monitor";
import { PUBLIC_FORMS } from "./public-forms";

/** What Datadog keeps of any monitor, and what an integration says of its file. */
const NO_SETTING =
  /^(?:id|overall_state|created|created_at|modified|creator|org_id|multi|version|last_updated_at|title|description)$/;

interface Leaf {
  readonly key: string;
  readonly value: string;
  readonly path: readonly string[];
}

function leaves(value: unknown, path: readonly string[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, path));
  if (typeof value !== "object" || value === null) {
    return value === null || value === undefined
      ? []
      : [{ key: path.at(-1) ?? "", value: JSON.stringify(value).replace(/^"|"$/g, ""), path }];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** The settings of an export that are neither an attribute nor named. */
function lost(monitor: Readonly<Record<string, unknown>>): string[] {
  const { attributes, notExpressed } = exportedMonitor(monitor);
  const written = new Set(leaves(attributes).map(({ key, value }) => `${key} ${value}`));
  const { definition, ...own } = monitor;
  const { options = {}, ...rest } = (definition ?? own) as Record<string, unknown>;
  return leaves({ ...(options as object), ...rest })
    .filter(({ key, path }) => !NO_SETTING.test(path[0] ?? key))
    .filter(({ key, value }) => !written.has(`${key} ${value}`))
    .filter(({ path }) => !notExpressed.some((one) => one.startsWith(path[0] ?? "")))
    .map(({ path, value }) => `${path.join(".")}: ${value}`);
}

describe("nothing of an export is lost silently", () => {
  test.each(Object.entries(PUBLIC_FORMS))("%s", (_form, monitor) => {
    expect(lost(monitor)).toEqual([]);
  });

  test("there are thirty forms", () => {
    expect(Object.keys(PUBLIC_FORMS)).toHaveLength(30);
  });

  test("whatever is set together", () => {
    const options = Object.values(PUBLIC_FORMS).flatMap((one) =>
      Object.entries(Object(one["options"]) as object),
    );
    const value = fc.oneof(fc.string(), fc.integer({ min: 1 }), fc.record({ deep: fc.integer() }));
    const unknown = fc.tuple(fc.stringMatching(/^x_[a-z]{1,8}$/), value);
    const some = fc.array(fc.oneof(fc.constantFrom(...options), unknown), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, (inside, beside) => {
        const monitor = {
          ...PUBLIC_FORMS["a change"],
          ...Object.fromEntries(beside),
          options: Object.fromEntries(inside),
        };
        expect(lost(monitor)).toEqual([]);
      }),
    );
  });
});
