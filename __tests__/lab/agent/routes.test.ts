import { allowsMethod, routeOf, ROUTES } from "../../../lab/agent/routes";

it.each([
  ["/v0.4/traces", "/v0.4/traces"],
  ["/v0.4/traces/", "unknown"],
  ["/v0.4/tracesX", "unknown"],
  ["/telemetry/proxy", "/telemetry/proxy"],
  ["/telemetry/proxy/api/v2/apmtelemetry", "/telemetry/proxy"],
  ["/telemetry/proxyX", "unknown"],
  ["/evp_proxy/v2/api/v2/llmobs", "/evp_proxy"],
  ["/evp_proxied", "unknown"],
  ["/x/evp_proxy/v2", "unknown"],
  ["/", "unknown"],
  ["", "unknown"],
])("the path %j belongs to %s: whole, or below a proxy", (path, route) => {
  expect(routeOf(path)).toBe(route);
});

it("a route takes the methods that Datadog's agent takes, and a proxy takes any", () => {
  const methods = ["GET", "POST", "PUT", "DELETE"];
  const taken = ROUTES.map((route) => [
    route,
    methods.filter((method) => allowsMethod(route, method)),
  ]);
  expect(Object.fromEntries(taken)).toEqual({
    "/v0.4/traces": ["POST", "PUT"],
    "/v0.5/traces": ["POST", "PUT"],
    "/v0.6/stats": ["POST", "PUT"],
    "/v0.7/config": ["GET", "POST"],
    "/info": ["GET"],
    "/dogstatsd/v2/proxy": ["POST"],
    "/telemetry/proxy": methods,
    "/evp_proxy": methods,
    unknown: methods,
  });
});
