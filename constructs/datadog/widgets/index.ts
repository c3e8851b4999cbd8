export type { WidgetDefinition } from "./definition";
export {
  queryTable,
  queryValue,
  toplist,
  treemap,
  type Column,
  type ConditionalFormat,
} from "./scalars";
export type { Series } from "./series-request";
export { note } from "./note";
export { spanList } from "./span-list";
export { monitorStatus, sloSummary } from "./status";
export { timeseries, type Marker } from "./timeseries";
