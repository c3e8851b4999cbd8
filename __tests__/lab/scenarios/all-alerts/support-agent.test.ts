import { supportAgent } from "../../../../examples/services";
import { describeAlertsOf } from "../../../support/played-alerts";

describeAlertsOf(supportAgent);
