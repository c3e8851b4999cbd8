import { unescapeTerraform } from "../../../lab/inputs/stack";

/** `${datadog_monitor.x.id}`, and not `$${`, which is plain text */
const REFERENCE = /(?<!\$)\$\{([^}]*)\}/;

/** A text of the app with Terraform's references, whose values are known after a deployment. */
export class PlannedText {
  /** What stands around the references: always one more than there are references. */
  private readonly pieces: readonly string[];
  readonly references: readonly string[];

  constructor(text: string) {
    const parts = text.split(new RegExp(REFERENCE, "g"));
    this.pieces = parts
      .filter((_, index) => index % 2 === 0)
      .map((piece) => String(unescapeTerraform(piece)));
    this.references = parts.filter((_, index) => index % 2 === 1).map((name) => name.trim());
  }

  /** The text with a value for each reference, or nothing where one has none. */
  resolve(valueOf: (reference: string) => string | undefined): string | undefined {
    const values = this.references.map(valueOf);
    if (values.includes(undefined)) return undefined;
    return this.pieces.map((piece, index) => piece + (values[index] ?? "")).join("");
  }

  /** Whether a deployed text is this one, whatever the references became. */
  matches(deployed: string): boolean {
    const escaped = this.pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${escaped.join("[^\\s]*?").trim()}$`).test(deployed.trim());
  }
}
