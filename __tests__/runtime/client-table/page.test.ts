import { readFileSync } from "node:fs";
import path from "node:path";
import {
  CLIENTS_PAGE,
  clientsPage,
  measureClients,
  mistakesOf,
} from "../../../scripts/clients-page";
import { REPOSITORY } from "../../support/run-cli";
import type { Measured } from "./measure";
import { ROWS } from "./rows";

let measured: readonly Measured[];

beforeAll(() => {
  measured = measureClients();
}, 180_000);

const names = ROWS.map(
  ({ client, package: name, way }, index) => [client, name, way, index] as const,
);

describe.each(names)("%s (%s) by %s", (_client, _package, _way, index) => {
  it("has recorded what its provider's answer says", () => {
    expect(mistakesOf(ROWS[index]!, measured[index]!)).toEqual([]);
  });

  it("has told a limit from other failures", () => {
    expect(measured[index]!.errorClass).toBe("rate_limit");
  });
});

it("the page says what was measured", async () => {
  const page = readFileSync(path.join(REPOSITORY, CLIENTS_PAGE), "utf8");
  expect(page).toBe(await clientsPage(measured));
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
});
