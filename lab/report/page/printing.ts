import { redrawCharts } from "./chart/chart";

/** What is folded cannot be opened on paper. A reminder says what was said before. */
const FOLDED =
  ".notifications > li:not([data-transition=renotified]) details:not([open]), .more:not([open])";

/** Paper is light, as wide as it is, and shows what is folded. */
export function startPrinting(content: () => HTMLElement): void {
  let undo: (() => void)[] = [];
  addEventListener("beforeprint", () => {
    const root = document.documentElement;
    const { theme } = root.dataset;
    root.dataset["theme"] = "light";
    const folded = [...content().querySelectorAll<HTMLDetailsElement>(FOLDED)];
    for (const one of folded) one.open = true;
    undo = [
      () => {
        if (theme !== undefined) root.dataset["theme"] = theme;
      },
      ...folded.map((one) => () => {
        one.open = false;
      }),
    ];
    // The page is laid out for paper only after this; charts have to be drawn for it now.
    root.classList.add("paper", "measured");
    redrawCharts();
    root.classList.remove("measured");
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("paper");
    for (const one of undo) one();
    undo = [];
    redrawCharts();
  });
}
