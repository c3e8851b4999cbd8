import type { ChosenVariables } from "./state";

/**
 * A text with the values that are chosen in place of its template variables: `$env`, `$env.key` and
 * `$env.value`. What is no variable of the dashboard stays as it is.
 */
export function filledIn(text: string, variables: ChosenVariables): string {
  return text.replace(/\$([\w-]+)(\.key|\.value)?/g, (whole, name: string, part?: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!variable) return whole;
    const { prefix, values } = variable;
    const shown = values.join(", ");
    if (part === ".key") return prefix;
    return part === ".value" || prefix === "" ? shown : `${prefix}:${shown}`;
  });
}
