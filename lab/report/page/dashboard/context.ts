import type { MetricStore } from "../../../metrics";
import type { Objectives } from "../../../inputs";
import type { RunReport } from "../../model";
import type { Range } from "../time";
import type { ChosenVariables } from "./state";

/** What a widget needs to draw itself. */
export interface WidgetContext {
  readonly store: MetricStore;
  readonly report: RunReport;
  readonly variables: ChosenVariables;
  readonly range: Range;
  /** Objectives of the stack, by their resource names. */
  readonly objectives: Objectives;
  zoom(range: Range): void;
  /** Opens a trace, by its place among those that were kept. */
  openTrace(index: number): void;
  openMonitor(id: string): void;
}

/** What a widget draws, and the table behind it where that is a chart. */
export interface Drawn {
  readonly body: HTMLElement;
  readonly table?: () => HTMLElement;
}
