import type { ChosenVariables } from "./state";

/**
 * A text with the values that are chosen in place of its template variables: `$env`, `$env.key` and
 * `$env.value`. A variable's name may have dots. What is no variable of the dashboard stays as it is.
 */
export function filledIn(text: string, variables: ChosenVariables): string {
  return text.replace(/\$([\w-]+(?:\.[\w-]+)*)/g, (whole, path: string) => {
    const parts = path.split(".");
    for (let count = parts.length; count > 0; count -= 1) {
      const name = parts.slice(0, count).join(".");
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (variable) return shown(variable, parts.slice(count));
    }
    return whole;
  });
}

function shown(
  { prefix, values }: ChosenVariables[string],
  [part, ...after]: readonly string[],
): string {
  const value = values.join(", ");
  const rest = (parts: readonly string[]): string => parts.map((one) => `.${one}`).join("");
  if (part === "key") return prefix + rest(after);
  if (part === "value") return value + rest(after);
  const whole = prefix === "" ? value : `${prefix}:${value}`;
  return part === undefined ? whole : whole + rest([part, ...after]);
}
