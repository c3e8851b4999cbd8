export { dashboardsOfStack, type Dashboard } from "./dashboards";
export type { NamedObjective, Objectives } from "./objectives";
export { monitorsOfExport } from "./export";
export { readRecording } from "./read-recording";
export { monitorOfApi, monitorsOfStack, unescapeTerraform } from "./stack";
