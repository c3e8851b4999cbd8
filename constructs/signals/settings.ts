import type { MeasureSettings } from "./signal";
import type { ThresholdSettings } from "./thresholds";

/** Settings of a signal that raises one alert per feature. */
export interface FeatureSettings<Feature extends string = string> extends MeasureSettings {
  /** Thresholds of single features, where they differ from the signal's. @default - none */
  readonly features?: Readonly<Partial<Record<Feature, ThresholdSettings>>>;
}
