import { h, uniqueId } from "./dom";

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** A small number beside the label. */
  readonly count?: number;
  readonly draw: () => HTMLElement;
}

/** Tabs by the pattern that screen readers know: arrow keys move, one tab is in the tab order. */
export function tabs(
  label: string,
  all: readonly Tab[],
  selected: string,
  onSelect: (id: string) => void,
): HTMLElement {
  const panelId = uniqueId("panel");
  const panel = h("div", { id: panelId, role: "tabpanel", class: "panel", tabindex: 0 });
  const buttons = all.map(({ id, label: text, count }) =>
    h(
      "button",
      { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": panelId, "data-tab": id },
      text,
      count !== undefined && h("span", { class: "count" }, count),
    ),
  );
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": label }, ...buttons);
  const show = (id: string): void => {
    const tab = all.find((one) => one.id === id) ?? all[0];
    if (!tab) return;
    for (const button of buttons) {
      const isSelected = button.dataset["tab"] === tab.id;
      button.setAttribute("aria-selected", String(isSelected));
      button.tabIndex = isSelected ? 0 : -1;
      if (!isSelected) continue;
      panel.setAttribute("aria-labelledby", button.id);
      // Only sideways: the page stays where the reader is.
      list.scrollLeft = Math.min(
        Math.max(list.scrollLeft, button.offsetLeft + button.offsetWidth - list.clientWidth),
        button.offsetLeft,
      );
    }
    panel.replaceChildren(tab.draw());
  };
  const move = (event: Event): void => {
    const { key } = event as KeyboardEvent;
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const button = buttons[(next + buttons.length) % buttons.length];
    button?.focus();
    button?.click();
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const id = button.dataset["tab"] ?? "";
      show(id);
      onSelect(id);
    });
  }
  list.addEventListener("keydown", move);
  const element = h("div", {}, h("div", { class: "tabs-bar" }, list), panel);
  // Charts measure their place, so that it has to be in the document first.
  queueMicrotask(() => show(selected));
  return element;
}
