import { Guard, Redactor } from "../../../runtime/inside";
import type { Rule } from "../rule";

/** The runtime's own patterns, so that one list knows what a secret looks like. */
const REDACTOR = new Redactor([], new Guard());

export const secretInMessage: Rule = {
  id: "secret-in-message",
  what: "A message that holds what looks like a key, a token or personal data.",
  why: "A message goes to chats and mailboxes, and stays there.",
  cure: "Take it out, and make a new key: the old one stands in the repository's history.",
  check: ({ definition: { message } }) => {
    const handles = /@[\p{L}\p{N}_.+#:/-]+(?:@[\p{L}\p{N}_.-]+)?/gu;
    const links = /https?:\/\/\S+/g;
    const plain = message
      .replace(/\{\{[^}]*\}\}/g, " ")
      .replace(links, " ")
      .replace(handles, " ");
    return REDACTOR.redact(plain) === plain
      ? []
      : ["its message holds what looks like a secret or personal data"];
  },
};
