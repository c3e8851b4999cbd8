/**
 * Escapes text for Terraform: CDKTF writes literals to the JSON unchanged, and Terraform interpolates
 * `${…}` and `%{…}` in every string it reads. User text must never be able to. A token of CDKTF is
 * left alone: it is a reference that someone made on purpose.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function escapeTerraform(text: string): string {
  return text.replace(/([$%])\{(?!TfToken\[)/g, "$1$1{");
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
  return url.replaceAll("@", "%40").replace(/\{(?!TfToken\[)/g, "%7B");
}
