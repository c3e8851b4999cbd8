export { flushHistograms } from "./agent-histogram";
export { Compiler, DEFAULTS } from "./compile";
export { ALL_KNOWN } from "./fill";
export { groupsOf, typeProblem, type CompiledOperand } from "./operands";
export { evenIntervals, Intervals } from "./intervals";
export type { EvaluationContext } from "./operand";
export type { Plan } from "./plan";
export {
  runScalar,
  runTimeseries,
  type NamedQuery,
  type QueryProps,
  type Scalar,
  type Timeseries,
} from "./query";
export { reduce, reduceEvery, type ScalarAggregator } from "./reduce";
export { retention, type Retention, type RetentionProps } from "./retention";
export { valuesOfVariable, type Variables } from "./scope";
export type { GroupTags } from "./selection";
export { binCode, binValue, RELATIVE_ACCURACY, Sketch } from "./sketch";
export { MetricStore, type Point } from "./store";
export { Series, type Metric, type SeriesType } from "./series";
