import { h } from "./dom";

interface TopBarProps {
  readonly name: string;
  /** What stands between the name and the switch of the theme. */
  readonly middle: HTMLElement | false;
  readonly onTheme: () => void;
}

/** What stands above every page, with the way past it for keyboards. */
export function topBar({ name, middle, onTheme }: TopBarProps): HTMLElement[] {
  return [
    h("a", { class: "skip", href: "#main" }, "Skip to the content"),
    h(
      "header",
      { class: "top" },
      h(
        "div",
        { class: "top-inner" },
        h(
          "span",
          { class: "brand" },
          h("span", { class: "mark", "aria-hidden": "true" }),
          // Beside a choice there is no room for it on a phone.
          h("span", { class: middle === false ? "" : "brand-name" }, name),
        ),
        middle,
        h(
          "button",
          { type: "button", class: "quiet theme", on: { click: onTheme } },
          h("span", { "aria-hidden": "true" }, "◐"),
          h("span", {}, "Light or dark"),
        ),
      ),
    ),
  ];
}
