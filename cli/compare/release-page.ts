import {
  changeText,
  countText,
  intervalText,
  levelText,
  marginText,
  unitOf,
  verdictSentence,
  type Comparison,
  type MeasureVerdict,
} from "../../release";
import { AXIS, forestRow } from "./forest-plot";
import { contextText, remarks, type ReleaseHeader } from "./release-report";
import { STYLE } from "./release-page-style";

/** It may load nothing and run nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const LEGEND =
  "Each bar is the interval of a change, counted in margins: the solid line is as before, the dashed one worse by the margin. What ends before the dashed line is borne.";

const OUTCOMES: Readonly<Record<MeasureVerdict["outcome"], string>> = {
  worse: "worse",
  fine: "fine",
  open: "open",
  shown: "shown",
  unused: "unused",
  no_data: "no data",
};

/** The comparison as a page of its own, with each interval drawn. */
export function releasePage(header: ReleaseHeader, comparison: Comparison): string {
  const { decision, measures, requests, sample, looks } = comparison;
  const verdict = text(verdictSentence(comparison));
  const versions = `<code>${text(header.baseline)}</code> (${countText(requests.baseline)} ${sample}) → <code>${text(header.candidate)}</code> (${countText(requests.candidate)})`;
  const notes = [...remarks(comparison), ...header.notes, looks];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<link rel="icon" href="data:,"><title>${text(header.prompt)}: ${verdict}</title>`,
    `<style>${STYLE}</style></head><body><main>`,
    `<h1 class="${decision}">${verdict}</h1>`,
    `<p><code>${text(header.prompt)}</code>: ${versions}</p>`,
    `<p>${text(contextText(header))}</p>`,
    `<table><thead><tr><th>Verdict</th><th>Measure</th><th>Before and now</th><th class="plotted">${axis()}</th><th>Change, with its interval</th><th>Margin</th></tr></thead>`,
    `<tbody>${measures.map(row).join("")}</tbody></table>`,
    `<p class="legend">${LEGEND}</p>`,
    `<ul>${notes.map((note) => `<li>${text(note)}</li>`).join("")}</ul>`,
    "</main></body></html>\n",
  ].join("\n");
}

function axis(): string {
  const labels = AXIS.map((one) => `<span style="left:${one.at}%">${one.text}</span>`);
  return `<div class="axis">${labels.join("")}</div>`;
}

function row(verdict: MeasureVerdict): string {
  const { measure, outcome, baseline, candidate, change = 0, interval } = verdict;
  const isKnown = baseline !== undefined && candidate !== undefined && interval !== undefined;
  const levels = isKnown
    ? `${levelText(measure, baseline)} → ${levelText(measure, candidate)}`
    : "no data";
  const moved = isKnown
    ? `${changeText(measure, change)} ${unitOf(measure)} (${intervalText(measure, interval)})`
    : "";
  return [
    `<tr><td><span class="badge ${outcome}">${OUTCOMES[outcome]}</span></td>`,
    `<th scope="row">${text(measure.title)}</th>`,
    `<td class="levels">${levels}</td><td class="plotted">${forestRow(verdict)}</td>`,
    `<td class="moved">${moved}</td><td class="margin-cell">${marginText(measure)}</td></tr>`,
  ].join("");
}

function text(given: string): string {
  return given
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
