export type { Cell } from "./cell";
export {
  compareVersions,
  type Comparison,
  type Decision,
  type MeasuredCells,
  type MeasureVerdict,
} from "./compare";
export { judge, type LookMode } from "./judge";
export type { Measure } from "./measures/measure";
export { measuresOf } from "./measures/measures";
export { readRelease } from "./read-release";
export { DatadogSource } from "./sources/datadog-source";
export type { ReleaseSource, Span } from "./sources/source";
export { changeText, countText, intervalText, levelText, marginText } from "./words/numbers";
export { measureSentence, misleadingSentence, verdictSentence } from "./words/sentences";
