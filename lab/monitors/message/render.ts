import type { MessageContext } from "./context";
import type { TemplateNode, Word } from "./template";
import { evaluated, raw, showNumber, valueOf } from "./values";

export interface RenderedMessage {
  readonly text: string;
  /** The same with the blocks that show nothing, for the receivers that they name; empty without any. */
  readonly silentText: string;
  /** Variables and helpers that have no value here: Datadog shows nothing, or the braces. */
  readonly unknown: readonly string[];
}

const CONDITIONS = new Set([
  "is_alert",
  "is_warning",
  "is_no_data",
  "is_recovery",
  "is_alert_recovery",
  "is_warning_recovery",
  "is_no_data_recovery",
  "is_alert_to_warning",
  "is_renotify",
  // Of service checks: it never holds.
  "is_unknown",
]);

/** Renders a message or a title as it reaches its receivers. */
export function renderMessage(
  nodes: readonly TemplateNode[],
  context: MessageContext,
): RenderedMessage {
  const unknown = new Set<string>();
  const text = renderNodes(nodes, context, unknown);
  const hasSilent = context.silentConditions.size > 0;
  return {
    silentText: hasSilent ? renderNodes(nodes, silently(context), new Set()) : "",
    text: text
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    unknown: [...unknown],
  };
}

/** The context in which the silent blocks are shown. */
function silently(context: MessageContext): MessageContext {
  return { ...context, conditions: new Set([...context.conditions, ...context.silentConditions]) };
}

function renderNodes(
  nodes: readonly TemplateNode[],
  context: MessageContext,
  unknown: Set<string>,
): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case "text":
          return node.text;
        case "variable":
          return renderVariable(node.words, node.source, context, unknown);
        case "block": {
          const shown = holds(node.words, context, unknown) !== node.negated;
          return renderNodes(shown ? node.then : node.otherwise, context, unknown);
        }
      }
    })
    .join("");
}

function renderVariable(
  words: readonly Word[],
  source: string,
  context: MessageContext,
  unknown: Set<string>,
): string {
  const value = valueOf(words, context);
  if (value === undefined) unknown.add(source);
  return value ?? "";
}

function holds(words: readonly Word[], context: MessageContext, unknown: Set<string>): boolean {
  const [head, first, ...rest] = words;
  const name = head?.text ?? "";
  if (name === "is_priority") return first?.text === `P${context.priority}`;
  if (name === "is_match" || name === "is_exact_match") {
    const value = (first && matched(first, context)) ?? "";
    return rest.some(({ text }) => matches(name, value, text));
  }
  if (!CONDITIONS.has(name)) unknown.add(`{{#${name}}}`);
  return context.conditions.has(name);
}

/**
 * An empty text asks whether there is a value at all. Numbers match exactly where they are equal, however
 * they are written.
 *
 * @see https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables
 */
function matches(name: string, value: string | number, wanted: string): boolean {
  const text = typeof value === "number" ? (showNumber(value) ?? "") : value;
  if (name !== "is_exact_match") return wanted === "" ? text !== "" : text.includes(wanted);
  return text === wanted || (typeof value === "number" && value === Number(wanted));
}

function matched(word: Word, context: MessageContext): string | number | undefined {
  if (word.kind !== "group") return raw(word.text, context);
  const expression = /^\s*eval\s+["'](.*)["']\s*$/.exec(word.text)?.[1] ?? "";
  return evaluated(expression, context);
}
