import { invoiceExtraction } from "../../../../examples/services";
import { describeAlertsOf } from "../../../support/played-alerts";

describeAlertsOf(invoiceExtraction);
