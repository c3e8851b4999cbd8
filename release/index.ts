export type { Cell, Side } from "./cell";
export {
  compareVersions,
  PROMOTE_ALPHA,
  ROLL_BACK_ALPHA,
  type Comparison,
  type Decision,
  type MeasuredCells,
  type MeasureVerdict,
} from "./compare";
export { judge, type LookMode } from "./judge";
export type { Measure } from "./measures/measure";
export { measuresOf } from "./measures/measures";
export { readRelease, ReleaseQuestionError, type ReleaseData } from "./read-release";
export type { SegmentFinding } from "./segments";
export { DatadogSource, SourceFailure, type QueryApi } from "./sources/datadog-source";
export type { ReleaseSource, Span } from "./sources/source";
export { changeText, countText, intervalText, levelText, marginText } from "./words/numbers";
export { measureSentence, misleadingSentence, verdictSentence } from "./words/sentences";
