import fc from "./fast-check";
import { monitorOfApi } from "../../lab/inputs";
import {
  messageContext,
  parseTemplate,
  receivers,
  renderMessage,
} from "../../lab/monitors/message";
import { Status } from "../../lab/monitors/status";
import { unescapeTerraform } from "./synth";

const TRANSITIONS = [
  [Status.OK, Status.Alert],
  [Status.OK, Status.Warn],
  [Status.Alert, Status.OK],
  [Status.Warn, Status.OK],
] as const;

/** Text that tries to name someone, to begin a template, or to have Terraform compute something. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."@ { } {{ }} {{{{ {{{{/raw}}}} {{#is_alert}} {{/is_alert}} {{value}} {{else}} ( , ; > all @all \n % ${ %{".split(
          " ",
        ),
      ),
      fc.constantFrom(
        "(@all)",
        "owner:,@all",
        "${file(1)}",
        "%{if true}",
        '${TfToken[file("x")]}',
        '{{eval "1+1"}}',
      ),
      fc.string(),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** Who hears of each transition, and what the message says, by the lab's own reader. */
export function readMessage(message: string): { readonly told: string[]; readonly text: string }[] {
  const definition = monitorOfApi({ name: "m", type: "query alert", query: "q", message });
  return TRANSITIONS.map(([from, to]) => {
    const tags = { provider: "openai", model: "gpt" };
    const context = messageContext({
      definition,
      tags,
      transition: {
        time: 0,
        from,
        to,
        value: 1,
        notifies: true,
        renotification: false,
        firstTriggeredAt: 0,
        lastTriggeredAt: 0,
      },
    });
    const { text } = renderMessage(parseTemplate(unescapeTerraform(message)), context);
    return { told: receivers(text), text };
  });
}
