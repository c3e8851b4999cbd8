import { alertsOf } from "../../../../lab";
import { SIGNALS } from "../../../../constructs";
import { codeReview, invoiceExtraction, supportAgent } from "../../../../examples/services";
import { synthesizeExamples } from "../../../support/example-stacks";
import { PAGE, scenariosOf, tableRows } from "../../../support/played-alerts";

it("has a row for each run and no others", () => {
  const played = [supportAgent, codeReview, invoiceExtraction].flatMap((service) =>
    scenariosOf(service).map(({ id }) => `\`${id}\` ${service.service}`),
  );
  expect(PAGE).toContain(`In all ${played.length} runs every expected alert fired as it should`);
  const shown = tableRows().map(([scenario, service]) => `${scenario} ${service}`);
  expect([...new Set(shown)]).toEqual(played);
});

it("shows every signal of the product: the support agent has them all", () => {
  const { monitors } = synthesizeExamples().get(supportAgent.service)!;
  const signals = new Set(alertsOf(monitors).map(({ signal }) => signal));
  expect(SIGNALS.map(({ id }) => id).filter((id) => !signals.has(id))).toEqual([]);
});
