import type { MessageContext } from "./context";
import { evaluateTemplateExpression } from "./evaluate";
import type { TemplateNode, Word } from "./template";

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

function valueOf(words: readonly Word[], context: MessageContext): string | undefined {
  const [head, first, second] = words;
  switch (head?.text) {
    case "eval":
      return first && showNumber(evaluated(first.text, context));
    case "urlencode": {
      const value = first && lookUp(first.text, context);
      return value === undefined ? undefined : encodeURIComponent(value);
    }
    case "local_time":
      return first && second && localTime(first.text, second.text, context);
    // Changes the priority of this notification, and shows nothing.
    case "override_priority":
      return "";
    default:
      return head && words.length === 1 ? lookUp(head.text, context) : undefined;
  }
}

function holds(words: readonly Word[], context: MessageContext, unknown: Set<string>): boolean {
  const [head, first, ...rest] = words;
  const name = head?.text ?? "";
  if (name === "is_priority") return first?.text === `P${context.priority}`;
  if (name === "is_match" || name === "is_exact_match") {
    const value = first ? matched(first, context) : "";
    return rest.some(({ text }) => matches(name, value, text));
  }
  if (!CONDITIONS.has(name)) unknown.add(`{{#${name}}}`);
  return context.conditions.has(name);
}

/** An empty text asks whether there is a value at all. */
function matches(name: string, value: string, wanted: string): boolean {
  if (name === "is_exact_match") return value === wanted;
  return wanted === "" ? value !== "" : value.includes(wanted);
}

function matched(word: Word, context: MessageContext): string {
  if (word.kind !== "group") return lookUp(word.text, context) ?? "";
  const expression = /^\s*eval\s+["'](.*)["']\s*$/.exec(word.text)?.[1] ?? "";
  return showNumber(evaluated(expression, context)) ?? "";
}

function evaluated(expression: string, context: MessageContext): number {
  return evaluateTemplateExpression(expression, (name) => Number(raw(name, context) ?? NaN));
}

function lookUp(name: string, context: MessageContext): string | undefined {
  const value = raw(name, context);
  return typeof value === "number" ? showNumber(value) : value;
}

/** A key with a dot is written in brackets: `[dot.key].name`. */
function raw(name: string, { variables }: MessageContext): string | number | undefined {
  return variables.get(name.replace(/[[\]]/g, ""));
}

/** Three digits after the point, or three that are not zero. */
function showNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return undefined;
  const rounded = Math.abs(value) >= 1 ? value.toFixed(3) : value.toPrecision(3);
  return String(Number(rounded));
}

function localTime(name: string, timeZone: string, context: MessageContext): string | undefined {
  const epoch = Number(raw(`${name}_epoch`, context) ?? NaN);
  if (Number.isNaN(epoch)) return undefined;
  try {
    return new Date(epoch).toLocaleString("sv-SE", { timeZone });
  } catch {
    return undefined;
  }
}
