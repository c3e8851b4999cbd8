import type { Survivor } from "./results";

/** Changes that no test can notice, or need not, and why; or what notices them since the draw. */
export const HARMLESS: readonly (Omit<Survivor, "line"> & { readonly why: string })[] = [
  {
    file: "telemetry/problems.ts",
    from: '"node-do-not-add-exception-line"',
    to: '""',
    why: "Node looks for these words in the line of source alone; `mistakes/runners` holds what it prints.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: "/(^|\\s)@\\S/",
    to: "/(\\s)@\\S/",
    why: "Noticed since, by a description that begins with a handle.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: "/^[1-9]\\d{0,3}[hd]$/",
    to: "/^[^1-9]\\d{0,3}[hd]$/",
    why: "Noticed since, by the shortest and the longest window of a release.",
  },
  {
    file: "telemetry/service-validation.ts",
    from: '"traffic"',
    to: '""',
    why: "Noticed since, by traffic that is a number.",
  },
  {
    file: "lab/agent/metric-line.ts",
    from: '""',
    to: '"Stryker was here!"',
    why: "A split text has a first part; the type wants a value for none.",
  },
  {
    file: "lab/agent/http-server.ts",
    from: '"/"',
    to: '""',
    why: "A request of a server has a URL; the type wants a value for none.",
  },
  {
    file: "lab/agent/start-local-agent.ts",
    from: "graceMs === 0",
    to: "false",
    why: "The timer of no milliseconds closes the connections a turn later.",
  },
  {
    file: "lab/agent/request-body.ts",
    from: "size <= maxBytes",
    to: "true",
    why: "A body beyond the limit is refused below; to drop it early spares memory.",
  },
];
