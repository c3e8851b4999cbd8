import type { FormKind } from "../find-forms";
import { MONITOR_QUERY_FORMS } from "./monitor-queries";
import { MONITOR_FORMS } from "./monitors";
import type { FormsOf } from "./proof";
import { QUERY_FORMS } from "./queries";
import { RESOURCE_FORMS } from "./resources";
import { WIDGET_FORMS } from "./widgets";

/**
 * Every form that we synthesize, and its proof. A test fails on a form that is not listed, and on one
 * that is listed and no longer synthesized. To add a form: write it, run the test, copy the form from
 * its message, and name the source that you found.
 */
export const FORMS: FormsOf<FormKind> = {
  ...QUERY_FORMS,
  ...MONITOR_QUERY_FORMS,
  ...MONITOR_FORMS,
  ...WIDGET_FORMS,
  ...RESOURCE_FORMS,
};
