/** A parsed message: text, variables, and blocks that are shown under a condition. */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly words: readonly Word[]; readonly source: string }
  | {
      readonly kind: "block";
      readonly negated: boolean;
      readonly words: readonly Word[];
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

/** A word of `{{…}}`: a name, a quoted text, or `(eval "…")`. */
export interface Word {
  readonly kind: "name" | "text" | "group";
  readonly text: string;
}

const RAW = /\{\{\{\{\s*raw\s*\}\}\}\}([\s\S]*?)\{\{\{\{\s*\/raw\s*\}\}\}\}/.source;
/** A condition around raw text: `{{{{is_match "host.name" "web"}}}} … {{{{/is_match}}}}`. */
const RAW_MATCH =
  /\{\{\{\{\s*(is_(?:exact_)?match\s[^{}]*)\}\}\}\}([\s\S]*?)\{\{\{\{\s*\/is_(?:exact_)?match\s*\}\}\}\}/
    .source;
const TRIPLE = /\{\{\{([^{}]*)\}\}\}/.source;
const DOUBLE = /\{\{([^{}]*)\}\}/.source;
const TAGS = new RegExp(`${RAW}|${RAW_MATCH}|${TRIPLE}|${DOUBLE}`, "g");

interface OpenBlock {
  readonly negated: boolean;
  readonly words: readonly Word[];
  readonly then: TemplateNode[];
  otherwise: TemplateNode[] | undefined;
}

/**
 * Parses a monitor's message. What does not close is kept as it is: a message is never refused.
 *
 * @see https://docs.datadoghq.com/monitors/notify/variables/
 */
export function parseTemplate(message: string): TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: OpenBlock[] = [];
  const here = (): TemplateNode[] => {
    const block = open.at(-1);
    return block ? (block.otherwise ?? block.then) : root;
  };
  const text = (value: string): void => {
    if (value !== "") here().push({ kind: "text", text: value });
  };
  let end = 0;
  for (const match of message.matchAll(TAGS)) {
    text(message.slice(end, match.index));
    end = match.index + match[0].length;
    const [source, raw, condition, matched = "", triple, double] = match;
    if (raw !== undefined) text(raw);
    else if (condition !== undefined) {
      tag(source, `#${condition}`);
      text(matched);
      close();
    } else tag(source, (triple ?? double ?? "").trim());
  }
  text(message.slice(end));
  while (open.length > 0) close();
  return root;

  function tag(source: string, inside: string): void {
    if (inside.startsWith("!")) return;
    if (inside.startsWith("#") || inside.startsWith("^")) {
      const words = splitWords(inside.slice(1));
      open.push({ negated: inside.startsWith("^"), words, then: [], otherwise: undefined });
    } else if (inside === "else" && open.length > 0) {
      const block = open.at(-1);
      if (block) block.otherwise ??= [];
    } else if (inside.startsWith("/")) close();
    else here().push({ kind: "variable", words: splitWords(inside), source });
  }

  function close(): void {
    const block = open.pop();
    if (block) here().push({ kind: "block", ...block, otherwise: block.otherwise ?? [] });
  }
}

function splitWords(inside: string): Word[] {
  // As nearly all are, and found much sooner: one name.
  if (/^[^\s"'()]+$/.test(inside)) return [{ kind: "name", text: inside }];
  const words = inside.matchAll(
    /"([^"]*)"|'([^']*)'|\(([^()]*(?:\([^()]*\)[^()]*)*)\)|([^\s"'()]+)/g,
  );
  return Array.from(words, ([, double, single, group, name]): Word => {
    if (group !== undefined) return { kind: "group", text: group };
    if (name !== undefined) return { kind: "name", text: name };
    return { kind: "text", text: double ?? single ?? "" };
  });
}
