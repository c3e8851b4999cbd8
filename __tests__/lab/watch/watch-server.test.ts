import { request, type IncomingMessage } from "node:http";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { serveWatch, Watch, type WatchServer } from "../../../lab/watch";

let agent: LocalAgent;
let watch: Watch;
let page: WatchServer;
beforeAll(async () => {
  agent = await startLocalAgent();
  watch = new Watch({ agent });
  page = await serveWatch(watch, 0);
});
afterAll(async () => {
  watch.stop();
  await Promise.all([page.close(), agent.close()]);
});

/** The head of the answer; its body may never end. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = new URL(page.url);
  return new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      resolve(response);
      response.destroy();
    })
      .on("error", reject)
      .end();
  });
}

const SERVED = ["/", "/page.js", "/page.css", "/events"];

describe("the server of a watch", () => {
  it.each(SERVED)("serves %s to its own page, and to who asks without a browser", async (path) => {
    for (const site of ["same-origin", "none", undefined]) {
      const headers = site === undefined ? {} : { "sec-fetch-site": site };
      expect([site, (await ask(path, headers)).statusCode]).toEqual([site, 200]);
    }
  });

  it("lets a link of a page elsewhere lead to it, and nothing else of such a page", async () => {
    const statuses = SERVED.map(async (path) => {
      const { statusCode } = await ask(path, { "sec-fetch-site": "cross-site" });
      return [path, statusCode];
    });
    expect(Object.fromEntries(await Promise.all(statuses))).toEqual({
      "/": 200,
      "/page.js": 403,
      "/page.css": 403,
      "/events": 403,
    });
  });

  it.each(SERVED)("tells browsers to give %s to no page elsewhere", async (path) => {
    const { headers } = await ask(path);
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers).not.toHaveProperty("access-control-allow-origin");
    expect(headers["cache-control"]).toBe("no-store");
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:8127",
    "evil-localhost",
    "127.0.0.1@evil.example",
    "2130706433",
  ])("refuses the name %j, which was made to lead here", async (host) => {
    for (const path of SERVED) expect((await ask(path, { host })).statusCode).toBe(403);
  });

  it.each(["/constructor", "/__proto__", "/toString", "/../page.js", "//", "/events?a", "/%00"])(
    "has no page %s",
    async (path) => expect((await ask(path)).statusCode).toBe(404),
  );

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("takes no %s", async (method) => {
    expect((await ask("/events", {}, method)).statusCode).toBe(405);
  });
});
