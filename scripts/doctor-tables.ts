import { CHECKS } from "../cli/doctor/checks";

/** What each check asks, and what it needs for that. */
export function doctorChecksTable(): string {
  const rows = CHECKS.map(({ id, what, asks, permissions }) => [
    id,
    what,
    asks.map(code).join("<br>") || "nothing",
    permissions.map(code).join(", ") || "none",
  ]);
  return table(["check", "question", "asks", "permission"], rows);
}

/** Everything that the doctor can name, with its cure. */
export function doctorFaultsTable(): string {
  const rows = CHECKS.flatMap((check) =>
    Object.entries(check.faults).map(([id, { result, what, cure }]) => [
      check.id,
      `${code(id)} (${result})`,
      what,
      cure,
    ]),
  );
  return table(["check", "fault", "what is wrong", "cure"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(escaped))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const code = (text: string): string => `\`${text}\``;

/** A placeholder such as `<stack>` would be taken for HTML. */
function escaped(cell: string): string {
  return cell.replace(/\|/g, "\\|").replace(/<(?!br>)/g, "\\<");
}
