import { Tokenization } from "../cdktf";

/** As CDKTF writes a reference into a string. */
const TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g;

/**
 * Escapes text for Terraform: CDKTF writes literals to the JSON unchanged, and Terraform interpolates
 * `${…}` and `%{…}` in every string it reads. User text must never be able to. A token of CDKTF is
 * left alone: it is a reference that someone made on purpose. What only looks like one is text.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function escapeTerraform(text: string): string {
  if (!text.includes("{")) return text;
  return outsideOfTokens(text, (piece) => piece.replace(/([$%])\{/g, "$1$1{"));
}

/**
 * User text where Datadog reads templates and handles: in a monitor's name and message. No `@` is left,
 * because which characters before it make a handle is not documented; and no `{{`, because a literal
 * block (`{{{{raw}}}}`) ends wherever the text itself says so.
 *
 * @see https://docs.datadoghq.com/monitors/notify/#notifications
 */
export function plainText(text: string): string {
  return text.replaceAll("@", "＠").replace(/\{(?=\{)/g, "{ ");
}

/** The same for an address, which has to lead to the same place. Tokens of CDKTF are left alone. */
export function plainUrl(url: string): string {
  return outsideOfTokens(url.replaceAll("@", "%40"), (piece) => piece.replaceAll("{", "%7B"));
}

/** The text, with every piece between two tokens rewritten. */
function outsideOfTokens(text: string, rewrite: (piece: string) => string): string {
  let rewritten = "";
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const known = isToken(token);
    const piece = rewrite(text.slice(from, known ? index : index + token.length));
    // CDKTF looks for its mark also behind an escaped brace, and throws where it knows no such token.
    rewritten += known ? piece + token : piece.replaceAll("TfToken[", "TfToken [");
    from = index + token.length;
  }
  return rewritten + rewrite(text.slice(from));
}

function isToken(text: string): boolean {
  try {
    return Tokenization.reverseString(text).tokens.length === 1;
  } catch {
    return false;
  }
}
