import type { RunReport } from "../../model";
import { addressOf, type Place } from "../place";

/** Where in the report an address of Datadog leads, which has the id that Terraform will know. */
export type ResolveLink = (url: string) => string | undefined;

const REFERENCE = /\/dashboard\/\$\{\s*datadog_dashboard_json\.([\w-]+)\.id\s*\}/;
const VARIABLE = "tpl_var_";

/** Leads to the dashboard's tab, with the variables and the time of the address. */
export function dashboardLink({ dashboards, from, to }: RunReport, run: number): ResolveLink {
  return (url) => {
    const id = REFERENCE.exec(url)?.[1];
    if (id === undefined || !dashboards.some((one) => one.id === id)) return undefined;
    const parameters = new URLSearchParams(url.slice(url.indexOf("?") + 1));
    const time = (name: string): number => Math.round(Number(parameters.get(name)) / 60_000) * 60;
    const range = { from: Math.max(from, time("from_ts")), to: Math.min(to, time("to_ts") || to) };
    const variables = [...parameters].flatMap(([name, value]): [string, string[]][] => {
      const isChosen = name.startsWith(VARIABLE) && value !== "" && value !== "*";
      return isChosen ? [[name.slice(VARIABLE.length), value.split(",")]] : [];
    });
    const place: Place = {
      ...{ run, tab: id },
      ...(range.from < range.to && (range.from > from || range.to < to) ? { range } : {}),
      ...(variables.length > 0 ? { variables: Object.fromEntries(variables) } : {}),
    };
    return addressOf(place);
  };
}
