import { occasionsByReceiver } from "../changes/receivers";

/** The words that a message says to people: without receivers, variables and conditions. */
export function spokenWords(message: string): readonly string[] {
  const bare = [...occasionsByReceiver(message).keys()].reduce(
    (text, one) => text.replaceAll(`@${one}`, ""),
    message,
  );
  return bare.replace(/\{\{[^}]*\}\}/g, " ").match(/\p{L}{2,}/gu) ?? [];
}
