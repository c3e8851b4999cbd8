import { codeReview } from "../../../../examples/services";
import { describeAlertsOf } from "../../../support/played-alerts";

describeAlertsOf(codeReview);
