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
 * User text inside a monitor message, where Datadog would read `{{…}}` as a template.
 *
 * @see https://docs.datadoghq.com/monitors/notify/variables/#character-escape
 */
export function escapeMessage(text: string): string {
  return text.includes("{{") ? `{{{{raw}}}}${text}{{{{/raw}}}}` : text;
}
