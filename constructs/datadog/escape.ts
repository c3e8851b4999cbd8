/**
 * As CDKTF writes a reference into a string. Its own function would also tell that there is one of that
 * number, and would make the command line load CDKTF: one that nobody made fails when it is synthesized.
 */
const TOKEN = /(\$\{TfToken\[[\w:.-]+\]\})/;

/**
 * Escapes text for Terraform: CDKTF writes literals to the JSON unchanged, and Terraform interpolates
 * `${…}` and `%{…}` in every string it reads. User text must never be able to. A token of CDKTF is
 * left alone: it is a reference that someone made on purpose. What only begins like one is text.
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
  return text
    .split(TOKEN)
    .map((piece, index) => (index % 2 === 0 ? rewrite(piece) : piece))
    .join("");
}
