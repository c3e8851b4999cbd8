export { caseLatencySentence } from "./case-latency";
export type { Cell } from "./cell";
export { compareVersions } from "./compare";
export type { MeasuredCells } from "./compared";
export { judge, type LookMode } from "./judge";
export {
  agreementOf,
  agreementSentences,
  distrustOf,
  type JudgeAgreement,
  type JudgeLabel,
} from "./judges";
export { judgesByMetrics, withoutDistrusted } from "./judged-metrics";
export { marginOf, type Measure } from "./measures/measure";
export { measuresOf } from "./measures/measures";
export {
  caseMeasures,
  DEFAULT_CASE_MARGINS,
  type CaseMargins,
  type CaseResult,
} from "./measures/case-measures";
export { comparePairs, type CasePair } from "./pairs";
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
