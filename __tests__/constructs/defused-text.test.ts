import fc from "fast-check";
import { planServiceAlerts } from "../../constructs";
import { alertMessage, alertName } from "../../constructs/alert-message";
import { plainText, plainUrl } from "../../constructs/datadog/escape";
import { supportAgent } from "../../examples/services";
import { messageContext, receivers, renderMessage } from "../../lab/monitors/message";
import { monitorOfApi } from "../../lab/inputs";
import { Status } from "../../lab/monitors/status";
import { unescapeTerraform } from "../support/synth";

const [alert] = planServiceAlerts({ service: supportAgent, notify: { alert: ["@alert"] } });

const TRANSITIONS = [
  [Status.OK, Status.Alert],
  [Status.OK, Status.Warn],
  [Status.Alert, Status.OK],
  [Status.Warn, Status.OK],
] as const;

/** Text that tries to name someone, to begin a template, or to have Terraform compute something. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."@ { } {{ }} {{{{ {{{{/raw}}}} {{#is_alert}} {{/is_alert}} {{value}} {{else}} ( , ; > all @all \n % ${ %{".split(
          " ",
        ),
      ),
      fc.constantFrom("(@all)", "owner:,@all", "${file(1)}", "%{if true}", '{{eval "1+1"}}'),
      fc.string(),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** Who hears of each transition, and what the message says, by the lab's own reader. */
function read(message: string): { readonly told: string[]; readonly text: string }[] {
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
    const { text } = renderMessage(unescapeTerraform(message), context);
    return { told: receivers(text), text };
  });
}

/** Generated cases per property, for example `NUM_RUNS=100000`. */
const numRuns = Number(process.env["NUM_RUNS"] ?? 1000);

/** A rendered message has no space at the ends of its lines. */
const unspaced = (text: string): string => text.replace(/\s+/g, "");

function messageWith(text: string): string {
  return alertMessage(alert!, {
    service: { ...supportAgent, description: text },
    receivers: { alert: ["@alert"], warning: ["@warning"] },
    renotify: { every: "30m", text },
    lines: [text],
    runbook: `https://wiki.example.com/${text}`,
    datadogUrl: `https://app.example.com/${text}`,
    dashboard: undefined,
  }).value;
}

describe("text of a declaration or of props, in a message", () => {
  const TOLD = [["alert", "warning"], ["warning"], ["alert", "warning"], ["warning"]];

  it("notifies nobody, and changes nobody else's notifications", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(messageWith(text)).map(({ told }) => told)).toEqual(TOLD);
      }),
      { numRuns },
    );
  });

  it("is no template: it is there in every state, as it would be anywhere", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { text: rendered } of read(messageWith(text))) {
          expect(unspaced(rendered)).toContain(unspaced(`owned by support-ai. ${plainText(text)}`));
        }
      }),
      { numRuns },
    );
  });

  it("is not computed by Terraform", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(messageWith(text)).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
      }),
      { numRuns },
    );
  });

  it("leaves an address leading where it led", () => {
    expect(plainUrl("https://wiki.example.com/llm?owner=@team&x={1}")).toBe(
      "https://wiki.example.com/llm?owner=%40team&x=%7B1}",
    );
    expect(alertName(alert!, supportAgent)).toBe(plainText(alertName(alert!, supportAgent)));
  });
});
