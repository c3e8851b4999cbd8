import { guidesExample, HOUR, releaseStore, START } from "../../release/support/release-store";
import { QueryServer } from "../../release/support/query-server";
import { exampleApp, runCliBeside } from "../../support/run-cli";

/** The server's clock stands in June 2026, whatever that of this machine says. */
const server = new QueryServer(releaseStore({ serve: guidesExample }), START + 24 * HOUR + 600);
const KEYS = { DD_API_KEY: "api-secret", DD_APP_KEY: "app-secret" };
let url = "";
beforeAll(async () => (url = await server.start()));
afterAll(() => server.stop());

const compare = (...args: string[]) =>
  runCliBeside(["compare", "--app", exampleApp(), "--api-url", url, ...args], { env: KEYS });

test("compare asks Datadog by Datadog's clock, rolls back, and says that the clocks differ", async () => {
  const { status, stdout, stderr } = await compare("--window", "24h");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(/Roll back: Invalid JSON got worse\.[\s\S]* Only on claude-sonnet-4 \(/);
  expect(stdout.replace(/\s+/g, " ")).toMatch(
    /This machine's clock is \d+ minutes (ahead of|behind) Datadog's, which was used\./,
  );
  expect(stdout).toMatch(/read from\s+Datadog/);
  expect(server.malformed).toEqual([]);
});

test("compare ends with 3 where the keys are refused, and prints none of them", async () => {
  server.troubles.push({ on: "/validate", status: 403 });
  const { status, stdout, stderr } = await compare();
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toMatch(/^Datadog refuses the keys: .*--site <site> or DD_SITE/);
  expect(stderr).not.toContain("secret");
});
