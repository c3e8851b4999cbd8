export type { Cell } from "./cell";
export { compareVersions } from "./compare";
export type { MeasuredCells } from "./compared";
export { judge, type LookMode } from "./judge";
export { marginOf, type Measure } from "./measures/measure";
export { measuresOf } from "./measures/measures";
export { comparePairs, type CasePair, type CaseResult, type PairedComparison } from "./pairs";
export { readRelease } from "./read-release";
export { DatadogSource } from "./sources/datadog-source";
export type { ReleaseSource, Span } from "./sources/source";
export type { Comparison, Decision, MeasureVerdict } from "./verdict";
export {
  changeText,
  countText,
  intervalText,
  levelText,
  marginText,
  unitOf,
} from "./words/numbers";
export { measureSentence, misleadingSentence, verdictSentence } from "./words/sentences";
