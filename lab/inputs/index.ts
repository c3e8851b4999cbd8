export { dashboardsOfStack, type Dashboard } from "./dashboards";
export type { NamedObjective, Objectives } from "./objectives";
export { monitorsOfExport } from "./export";
export { readRecording, RecordingFile } from "./read-recording";
export { monitorOfApi, monitorsOfStack, unescapeTerraform } from "./stack";
