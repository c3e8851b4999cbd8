const KEY = "datadog-llm-theme";

/** Follows the system until the reader chooses. */
export function startTheme(onChange: () => void): { readonly toggle: () => void } {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (dark: boolean): void => {
    root.dataset["theme"] = dark ? "dark" : "light";
  };
  let chosen = remembered();
  apply(chosen === undefined ? system.matches : chosen === "dark");
  system.addEventListener("change", () => {
    if (chosen !== undefined) return;
    apply(system.matches);
    onChange();
  });
  return {
    toggle: () => {
      chosen = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, chosen);
      } catch {
        // A page from a file may not have storage; the choice then lasts as long as the page.
      }
      apply(chosen === "dark");
      onChange();
    },
  };
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function isDark(): boolean {
  return document.documentElement.dataset["theme"] === "dark";
}

/** The value of a custom property, for what is drawn on a canvas. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
