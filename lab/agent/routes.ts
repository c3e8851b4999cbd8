/** What the agent serves over HTTP; `unknown` is everything else, answered with 404. */
export const ROUTES = [
  "/v0.4/traces",
  "/v0.5/traces",
  "/v0.6/stats",
  "/v0.7/config",
  "/info",
  "/dogstatsd/v2/proxy",
  "/telemetry/proxy",
  "/evp_proxy",
  "unknown",
] as const;
export type Route = (typeof ROUTES)[number];

/** Where a piece of telemetry came in: an HTTP route, or the DogStatsD socket. */
export type Source = Route | "udp";

/** Proxies: what follows the name is the path at the intake, or a protocol version. */
const PREFIXES = ["/telemetry/proxy", "/evp_proxy"] as const satisfies readonly Route[];

/** Methods that a route takes; a route that is not listed takes any, as a proxy does. */
const METHODS: Partial<Record<Route, readonly string[]>> = {
  "/v0.4/traces": ["PUT", "POST"],
  "/v0.5/traces": ["PUT", "POST"],
  "/v0.6/stats": ["PUT", "POST"],
  "/v0.7/config": ["GET", "POST"],
  "/info": ["GET"],
  "/dogstatsd/v2/proxy": ["POST"],
};

export function routeOf(path: string): Route {
  const exact = ROUTES.find((route) => route === path);
  return exact ?? PREFIXES.find((prefix) => path.startsWith(`${prefix}/`)) ?? "unknown";
}

export function allowsMethod(route: Route, method: string): boolean {
  return METHODS[route]?.includes(method) ?? true;
}

/**
 * The answer to `GET /info`. dd-trace turns LLM Observability to the agent only where an `/evp_proxy`
 * endpoint is listed. `client_drop_p0s` stays off, so that every trace arrives whatever its sampling.
 */
export const AGENT_INFO = {
  version: "7.0.0",
  endpoints: [
    "/v0.4/traces",
    "/v0.5/traces",
    "/v0.6/stats",
    "/v0.7/config",
    "/telemetry/proxy/",
    "/dogstatsd/v2/proxy",
    "/evp_proxy/v2/",
    "/evp_proxy/v4/",
  ],
  client_drop_p0s: false,
} as const;
