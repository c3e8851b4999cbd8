export {
  Recorder,
  type RecordedMetric,
  type RecorderProps,
  type RecordingSummary,
} from "./recorder";
