/** A widget's definition as Datadog's dashboard API takes it. */
export interface WidgetDefinition {
  /** Datadog's name of the widget, such as `timeseries`. */
  readonly type: string;
  readonly [property: string]: unknown;
}
