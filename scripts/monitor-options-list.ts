import { MONITOR_OPTIONS, THRESHOLD_OPTIONS } from "../lab/inputs/monitor-options";

const MEANINGS = {
  evaluated: "Evaluated",
  unsupported: "Refused where set",
  irrelevant: "Of no effect on when a metric monitor fires and whom it tells",
} as const;

/** What the lab makes of each option of a monitor, written from the table that it reads. */
export function monitorOptionsList(): string {
  const rules = Object.entries({ ...MONITOR_OPTIONS, ...THRESHOLD_OPTIONS });
  const uses = Object.keys(MEANINGS) as (keyof typeof MEANINGS)[];
  const lines = uses.map((use) => {
    const names = rules
      .filter(([, rule]) => rule.use === use)
      .map(([name, { because }]) => `\`${name}\`${use === "unsupported" ? ` (${because})` : ""}`);
    return `- **${MEANINGS[use]}:** ${names.join(", ")}`;
  });
  const inComposites = rules.flatMap(([name, { unsupportedInComposites: because }]) =>
    because === undefined ? [] : `\`${name}\` (${because})`,
  );
  return [...lines, `- **Refused where a composite sets it:** ${inComposites.join(", ")}`].join(
    "\n",
  );
}
