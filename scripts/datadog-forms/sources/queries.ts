import {
  AS_COUNT,
  DISTRIBUTIONS,
  THRESHOLD_QUERIES,
  ROLLUP,
  QUERYING,
  CREATE_MONITOR,
  OBJECTIVE,
  SHIFTS,
  SPAN_SEARCH,
} from "./known-pages";
import { doc, DOCS, type FormsOf } from "./proof";

/** Of metrics and events, in monitors, dashboards and objectives. */
export const QUERY_FORMS: FormsOf<"metric query" | "filter" | "objective" | "formula"> = {
  "metric query": {
    "avg:metric{…} by {…}": CREATE_MONITOR,
    "count(v: v<=N):metric{…}.as_count()": THRESHOLD_QUERIES,
    "count:metric{…} by {…}.as_count()": DISTRIBUTIONS,
    "count:metric{…}.as_count()": DISTRIBUTIONS,
    "pN:metric{…}": DISTRIBUTIONS,
    "pN:metric{…} by {…}": DISTRIBUTIONS,
    "sum:metric{…} by {…}.as_count()": AS_COUNT,
    "sum:metric{…} by {…}.as_count().rollup(sum, N)": ROLLUP,
    "sum:metric{…}.as_count()": AS_COUNT,
    "sum:metric{…}.as_count().rollup(sum, N)": ROLLUP,
  },
  filter: {
    "!key:value": doc("metrics/advanced-filtering/"),
    "key:value": doc("metrics/advanced-filtering/"),
    $variable: doc("dashboards/template_variables/"),
    "key:value key:$variable.value of events": {
      sources: [
        `${DOCS}/events/explorer/searching/`,
        `${DOCS}/dashboards/template_variables/#events-overlay`,
      ],
    },
    "key:value AND key:value AND ((key:value AND key:value) OR (key:value AND key:value) OR (key:value AND key:value) OR (key:value AND key:value))":
      SPAN_SEARCH,
  },
  objective: {
    "count(v: v<=N):m.as_count()": THRESHOLD_QUERIES,
    "count:m.as_count()": THRESHOLD_QUERIES,
    "sum:m.as_count()": OBJECTIVE,
    "sum:m.as_count() - sum:m.as_count()": OBJECTIVE,
  },
  formula: {
    "N * default_zero(q) / q": doc("dashboards/functions/interpolation/#default-zero"),
    "default_zero(q) / q": doc("dashboards/functions/interpolation/#default-zero"),
    q: QUERYING,
    "q - N * timeshift(q, -N)": SHIFTS,
    "timeshift(q, -N)": SHIFTS,
    "N * (default_zero(q) / q - default_zero(q) / q)": doc(
      "dashboards/functions/interpolation/#default-zero",
    ),
    "N * (timeshift(q, -N) / timeshift(q, -N) - default_zero(q) / q)": SHIFTS,
    "default_zero(q) / (q - default_zero(q))": doc(
      "dashboards/functions/interpolation/#default-zero",
    ),
  },
};
