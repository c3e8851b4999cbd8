import fc, { cases } from "../support/fast-check";
import { planServiceAlerts } from "../../constructs";
import { alertMessage, alertName } from "../../constructs/alert-message";
import { plainText, plainUrl } from "../../constructs/datadog/escape";
import { supportAgent } from "../../examples/services";
import { hostileText as hostile, readMessage as read } from "../support/hostile-text";

const [alert] = planServiceAlerts({ service: supportAgent, notify: { alert: ["@alert"] } });

const numRuns = cases(1000);

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
