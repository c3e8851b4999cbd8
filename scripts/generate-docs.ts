import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { alertTable } from "./alert-table";
import { doctorChecksTable, doctorFaultsTable } from "./doctor-tables";
import { metricCostsTable } from "./metric-costs";
import { monitorOptionsList } from "./monitor-options-list";
import { monitorFormsTable } from "./monitor-forms";
import { chancePage } from "./chance";
import { formsPage } from "./datadog-forms/page";
import { monthTable } from "./month-of-series";
import { mutationPage } from "./mutation/page";
import { redactionTable } from "./redaction/table";
import { referencePages } from "./reference/pages";
import { reviewRules } from "./review-rules";
import { telemetryReference } from "./telemetry-reference";

const ROOT = path.resolve(__dirname, "..");

/** Text of the generated pages, by path; a test compares them with what is committed. */
export async function generatedDocs(): Promise<Record<string, string>> {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const lab = readFileSync(path.join(ROOT, "docs/lab.md"), "utf8");
  const costs = readFileSync(path.join(ROOT, "docs/metric-costs.md"), "utf8");
  const doctor = readFileSync(path.join(ROOT, "docs/doctor.md"), "utf8");
  const security = readFileSync(path.join(ROOT, "docs/security.md"), "utf8");
  const review = readFileSync(path.join(ROOT, "docs/review.md"), "utf8");
  const doctorChecks = replaceBlock(doctor, "doctor-checks", doctorChecksTable());
  const pages = {
    "docs/telemetry.md": telemetryReference(),
    "docs/chance.md": chancePage(),
    "docs/datadog-forms.md": formsPage(),
    "docs/mutation.md": mutationPage(),
    "README.md": replaceBlock(readme, "alerts", alertTable()),
    "docs/lab.md": replaceBlock(
      replaceBlock(lab, "monitor-options", monitorOptionsList()),
      "monitor-forms",
      monitorFormsTable(),
    ),
    "docs/metric-costs.md": replaceBlock(
      replaceBlock(costs, "month-of-series", monthTable()),
      "metric-costs",
      metricCostsTable(),
    ),
    "docs/doctor.md": replaceBlock(doctorChecks, "doctor-faults", doctorFaultsTable()),
    "docs/security.md": replaceBlock(security, "redaction", redactionTable()),
    "docs/review.md": replaceBlock(review, "review-rules", reviewRules()),
    ...referencePages(),
  };
  const formatted = Object.entries(pages).map(
    async ([file, text]) =>
      [file, await format(text, { parser: "markdown", printWidth: 100 })] as const,
  );
  return Object.fromEntries(await Promise.all(formatted));
}

/** Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
function replaceBlock(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`A page lacks ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

async function main(): Promise<void> {
  for (const [file, text] of Object.entries(await generatedDocs())) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), text);
  }
}

if (require.main === module) void main();
