import {
  AS_COUNT,
  DISTRIBUTIONS,
  CREATE_MONITOR,
  COMPOSITE,
  SEASONAL,
  SPIKE,
  REFERENCE,
  COUNTED_VALUES,
  SHIFTED_COUNT,
  BURN_RATE,
  MONITOR_TEST,
} from "./known-pages";
import { doc, together, type FormsOf } from "./proof";

export const MONITOR_QUERY_FORMS: FormsOf<"monitor query"> = {
  "monitor query": {
    "avg(last_Nm):avg:m < N": CREATE_MONITOR,
    'burn_rate("objective").over("Nd").long_window("Nh").short_window("Nm") > N': BURN_RATE,
    "monitor && monitor": COMPOSITE,
    "monitor && !monitor": COMPOSITE,
    "monitor && !monitor && !monitor": COMPOSITE,
    "monitor && !monitor && !monitor && monitor": COMPOSITE,
    "percentile(last_Nm):pN:m > N": DISTRIBUTIONS,
    "sum(current_Nmo):sum:m.as_count() > N": MONITOR_TEST,
    "sum(current_Nd):sum:m.as_count() > N": MONITOR_TEST,
    "sum(last_Nm):N * sum:m.as_count() / sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nh):N * sum:m.as_count() / sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nm):sum:m.as_count() - N * sum:m.as_count() >= N": REFERENCE,
    "sum(last_Nh):sum:m.as_count() - N * sum:m.as_count() >= N": REFERENCE,
    "sum(last_Nm):sum:m.as_count() < N": AS_COUNT,
    "sum(last_Nh):sum:m.as_count() < N": AS_COUNT,
    "sum(last_Nh):sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nm):count:m.as_count() < N": COUNTED_VALUES,
    "sum(last_Nh):count:m.as_count() < N": COUNTED_VALUES,
    "sum(last_Nh):N * (sum:m.as_count() / count:m.as_count() - sum:m.as_count() / count:m.as_count()) > N":
      together(
        "the first shows counts in nested arithmetic, the second `count:` with `as_count()` of a distribution in a monitor",
        REFERENCE,
        COUNTED_VALUES,
      ),
    "sum(last_Nh):sum:m.as_count() - N * timeshift(sum:m.as_count(), -N) > N": together(
      SHIFTED_COUNT,
      SEASONAL,
      SPIKE,
    ),
    "sum(last_Nh):N * (timeshift(sum:m.as_count(), -N) / timeshift(count:m.as_count(), -N) - sum:m.as_count() / count:m.as_count()) > N":
      together(
        `${SHIFTED_COUNT}, the third \`count:\` with \`as_count()\` of a distribution in a monitor`,
        SEASONAL,
        SPIKE,
        COUNTED_VALUES,
      ),
    "sum(last_Nh):timeshift(count:m.as_count(), -N) < N": together(
      "the first shows a monitor of a shifted metric, the second a function around an `as_count()` query in a monitor, the third `count:` with `as_count()` of a distribution there",
      doc("monitors/guide/composite_use_cases/#delay-on-notification"),
      SPIKE,
      COUNTED_VALUES,
    ),
  },
};
