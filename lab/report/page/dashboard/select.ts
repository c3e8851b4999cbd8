import { h, uniqueId } from "../dom";

/** A list from which several values can be chosen; none chosen, or `*`, means all. */
export function multiSelect(
  label: string,
  offered: readonly string[],
  selected: readonly string[],
  onChange: (selected: readonly string[]) => void,
): HTMLElement {
  const all = selected.length === 0 || selected.includes("*");
  const shown = all
    ? "all"
    : selected.length > 1
      ? `${selected.length} values`
      : selected.join(", ");
  const menuId = uniqueId("menu");
  const option = (value: string, text: string, checked: boolean, toggle: () => void): HTMLElement =>
    h(
      "label",
      { class: "option" },
      h("input", { type: "checkbox", checked, value, on: { change: toggle } }),
      h("span", {}, text),
    );
  const options = [
    option("*", "all", all, () => onChange(["*"])),
    ...offered.map((value) => {
      const checked = !all && selected.includes(value);
      return option(value, value, checked, () => {
        const others = selected.filter((one) => one !== "*" && one !== value);
        const next = checked ? others : [...others, value];
        onChange(next.length === 0 ? ["*"] : next);
      });
    }),
  ];
  const menu = h(
    "div",
    { class: "menu", id: menuId, hidden: true, role: "group", "aria-label": `Values of ${label}` },
    ...options,
  );
  const button = h(
    "button",
    {
      ...{ type: "button", class: all ? "select" : "select is-set", "aria-expanded": "false" },
      "aria-controls": menuId,
    },
    h("span", { class: "select-name" }, label),
    h("span", { class: "select-value" }, shown),
  );
  const open = (isOpen: boolean): void => {
    menu.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => open(menu.hasAttribute("hidden")));
  const element = h("div", { class: "multi-select", "data-variable": label }, button, menu);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    open(false);
    button.focus();
  });
  element.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) {
      // A click on a label moves the focus nowhere for a moment.
      if (event.relatedTarget !== null) open(false);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) open(false);
  });
  return element;
}
