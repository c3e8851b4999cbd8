import { externalLink, h, type Child } from "./dom";

/**
 * The part of Markdown that notes and notifications use: paragraphs, lists, headings, bold, code and
 * links. Everything is set as text.
 */
export function markdown(
  text: string,
  /** Where in the page an address leads instead. */
  resolve: (url: string) => string | undefined = () => undefined,
): HTMLElement {
  const root = h("div", { class: "markdown" });
  let list: HTMLElement | undefined;
  for (const line of text.split("\n")) {
    const item = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/.exec(line);
    if (!item) {
      list = undefined;
      const heading = /^#{1,6}\s+(.*)$/.exec(line);
      if (heading) root.append(h("p", {}, h("strong", {}, ...inline(heading[1] ?? "", resolve))));
      else if (line.trim() !== "") root.append(h("p", {}, ...inline(line.trim(), resolve)));
      continue;
    }
    const tag = item[1] === undefined ? "ul" : "ol";
    if (list?.tagName.toLowerCase() !== tag) {
      list = h(tag);
      root.append(list);
    }
    list.append(h("li", {}, ...inline(item[2] ?? "", resolve)));
  }
  return root;
}

const INLINE = /\*\*(.+?)\*\*|`([^`]+)`|!?\[([^\]]*)\]\((\S+?)(?:\s[^)]*)?\)|(https?:\/\/[^\s)]+)/g;

function inline(text: string, resolve: Resolve): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, code, label, target, bare] = match;
    parts.push(text.slice(at, match.index));
    at = match.index + whole.length;
    if (bold !== undefined) parts.push(h("strong", {}, ...inline(bold, resolve)));
    else if (code !== undefined) parts.push(h("code", {}, code));
    else if (label !== undefined) parts.push(address(target ?? "", resolve, label || undefined));
    else parts.push(address(bare ?? "", resolve));
  }
  parts.push(text.slice(at));
  return parts;
}

const MAX_LINK = 72;

type Resolve = (url: string) => string | undefined;

/** Ids of what Terraform creates are known after it did; the report may have the thing itself. */
function address(url: string, resolve: Resolve, label?: string): Child {
  const within = resolve(url);
  if (within !== undefined)
    return h("a", { href: within }, label ?? "the dashboard in this report");
  const shown = url.length > MAX_LINK ? `${url.slice(0, MAX_LINK)}…` : url;
  if (!url.includes("${")) return externalLink(url, label ?? shown);
  const site = url.slice(0, url.indexOf("${"));
  return h("span", {}, label ?? site, h("em", { title: url }, " (id known after deploying)"));
}
