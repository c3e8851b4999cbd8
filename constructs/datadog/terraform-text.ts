/** Text that holds Terraform references on purpose; everything else is escaped. */
export class TerraformText {
  constructor(readonly value: string) {}
}
