import { redrawCharts } from "./chart/chart";

/** Paper is light, and what is folded cannot be opened on it. */
export function startPrinting(content: () => HTMLElement): void {
  let undo: (() => void)[] = [];
  addEventListener("beforeprint", () => {
    const root = document.documentElement;
    const { theme } = root.dataset;
    root.dataset["theme"] = "light";
    const folded = [
      ...content().querySelectorAll<HTMLDetailsElement>("details:not([open])"),
    ].filter((one) => one.matches(".notifications details, .doubt, .more"));
    for (const one of folded) one.open = true;
    undo = [
      () => {
        if (theme !== undefined) root.dataset["theme"] = theme;
      },
      ...folded.map((one) => () => {
        one.open = false;
      }),
    ];
    redrawCharts();
  });
  addEventListener("afterprint", () => {
    for (const one of undo) one();
    undo = [];
    redrawCharts();
  });
}
