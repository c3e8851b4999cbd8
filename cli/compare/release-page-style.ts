/** The colours are those of the lab's report. */
export const STYLE = `
:root { --page: #f4f5f8; --surface: #fff; --line: #dcdfe7; --text: #171a22; --muted: #565d6d;
  --ok: #16744a; --ok-soft: #dff3e8; --alert: #bd2130; --alert-soft: #fbe3e4; --open: #8f5b00;
  --open-soft: #fdf0d2; --none-soft: #e6e8ee; --borne: #eef6f1; color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) { :root { --page: #0f1116; --surface: #181b22;
  --line: #2e333e; --text: #eceef3; --muted: #a3aab8; --ok: #6fd3a4; --ok-soft: #143527;
  --alert: #ff8d97; --alert-soft: #46191f; --open: #f0bd5b; --open-soft: #3d2e0d;
  --none-soft: #2a2f39; --borne: #16231d; } }
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--page); color: var(--text); font: 14px/1.5 -apple-system,
  "Segoe UI", Inter, Roboto, "Noto Sans", Arial, system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 28px 20px 40px; }
h1 { font-size: 25px; line-height: 1.25; margin: 0 0 6px; text-wrap: balance; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
p { margin: 0 0 4px; color: var(--muted); }
.legend { margin-top: 8px; font-size: 13px; }
ul { margin: 14px 0 0; padding-left: 20px; }
li { margin: 4px 0; }
h1.promote { color: var(--ok); } h1.roll_back { color: var(--alert); } h1.hold { color: var(--open); }
table { width: 100%; margin-top: 20px; border-collapse: collapse; background: var(--surface);
  border: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th, td { padding: 5px 12px; text-align: left; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { color: var(--muted); font-weight: 600; font-size: 12.5px; vertical-align: bottom; }
tbody th { font-weight: 600; }
.plotted { width: 34%; min-width: 240px; padding-block: 0; }
.axis { position: relative; height: 18px; }
.axis span { position: absolute; bottom: 0; padding: 0 6px; }
.axis span:first-child { transform: translateX(-100%); }
.plot { display: block; width: 100%; height: 34px; overflow: visible; }
.plot .borne { fill: var(--borne); }
.plot line { stroke: var(--muted); stroke-width: 1; vector-effect: non-scaling-stroke; }
.plot .margin { stroke-dasharray: 4 3; }
.plot .interval { stroke-width: 2.5; stroke: var(--shown); }
.plot .change, .plot .beyond { fill: var(--shown); }
.plot.worse { --shown: var(--alert); } .plot.fine { --shown: var(--ok); }
.plot.open, .plot.unused { --shown: var(--open); }
.badge { display: inline-block; min-width: 62px; padding: 1px 8px; border-radius: 99px;
  text-align: center; font-weight: 600; font-size: 12.5px; background: var(--none-soft); }
.badge.worse { background: var(--alert-soft); color: var(--alert); }
.badge.fine { background: var(--ok-soft); color: var(--ok); }
.badge.open { background: var(--open-soft); color: var(--open); }
@media screen and (max-width: 820px) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: grid; grid-template-columns: auto 1fr; gap: 0 10px; padding: 10px 12px;
    border-top: 1px solid var(--line); }
  th, td { border: 0; padding: 1px 0; white-space: normal; }
  tbody th { align-self: center; }
  .levels, .moved, .margin-cell, .plotted { grid-column: 1 / -1; }
  .plotted { width: auto; min-width: 0; padding-block: 4px; }
  .levels::before { content: "before and now: "; color: var(--muted); }
  .moved::before { content: "change: "; color: var(--muted); }
  .margin-cell::before { content: "margin: "; color: var(--muted); }
}
@page { margin: 12mm; }
@media print { body { background: #fff; font-size: 11px; } main { padding: 0; max-width: none; }
  th, td { padding: 3px 6px; white-space: normal; overflow-wrap: normal; } .levels, .moved { white-space: nowrap; }
  thead th, .badge, .legend { font-size: 10px; } .plotted { width: 30%; min-width: 150px; }
  .axis span { padding: 0 3px; white-space: nowrap; font-size: 9px; }
  tr { break-inside: avoid; } .plot, .badge { print-color-adjust: exact; } }
`;
