import { ask } from "./models";
import { judgeCorrectness, lookUpOrder, searchHelpCenter } from "./stand-ins";
import { llm } from "./telemetry";
import { estimateTokens, parseTriage, PROMPT, renderPrompt } from "./triage";
import type { Ticket, Triage } from "./triage";

/** Share of the answers that the judge scores; its calls cost money as well. */
const JUDGED = Number(process.env["JUDGED_SHARE"] ?? 0.05);

export interface Answered extends Triage {
  readonly orderState: string | undefined;
}

/** Answers a ticket. Each step is wrapped where it happens; `withPrompt` says for all what it serves. */
export function answerTicket(ticket: Ticket): Promise<Answered> {
  const prompt = { ...PROMPT, requestId: ticket.id, tenantId: ticket.tenantId };
  return llm.withPrompt(prompt, async () => {
    const articles = await llm.retrieval(
      {
        index: "help_center_prod",
        strategy: "hybrid",
        queryLength: ticket.text.length,
        measure: (found) => ({ hitCount: found.length, topScore: found[0]?.score }),
      },
      () => searchHelpCenter(ticket.text),
    );

    const rendered = llm.render(
      { measure: (text) => ({ inputTokensEstimate: estimateTokens(text) }) },
      () => renderPrompt(ticket, articles),
    );

    const { text, orderId } = await ask(rendered);

    const order =
      orderId === undefined
        ? undefined
        : await llm.tool({ name: "lookup_order" }, () => lookUpOrder(orderId));

    const triage = llm.validation({ schema: "support_triage_response" }, () => parseTriage(text));

    if (llm.shouldEvaluate(JUDGED)) {
      const { score, pass, confidence } = await judgeCorrectness(triage.reply, articles);
      const name = "support_answer_correctness";
      llm.evaluation({ name, type: "llm_judge", score, pass, confidence });
    }

    return { ...triage, orderState: order?.state };
  });
}
