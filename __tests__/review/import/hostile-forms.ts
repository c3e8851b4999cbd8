const QUERY = "avg(last_5m):avg:a.b{*} by {host} > 1";

/** Monitors that are hard to write down: what a person, or a machine, may have put into them. */
export const HOSTILE_FORMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "texts that Terraform would read": {
    ...of(101, "${data.x.y} %{if true} $${z} %%{z} $ {a}"),
    message: '${file("/etc/passwd")} %{ for x in [1] } {{value}} {{{{raw}}}} {{/raw}} $$ %%',
  },
  "texts of many lines, signs and scripts": {
    ...of(102, 'Ünïcödé 🔥 データ "quoted" \\ `tick`'),
    message: "one\r\ntwo\n\n\tthree \u2028 \u0000 \\n \\\" 'x' `${y}`\n@slack-a",
    options: { escalation_message: 'Say "no" to \\d+\nagain' },
  },
  "a name without a letter": of(103, "🔥🔥"),
  "another name without a letter": of(104, "!!"),
  "no id": { ...of(0, "From the web page"), id: undefined },
  "no id either": { ...of(0, "From the web page, too"), id: undefined },
  "an id beyond what JavaScript counts": { ...of(0, "Far"), id: "9007199254740993" },
  "tags of all kinds": {
    ...of(105, "Tags"),
    tags: ["team:a:b", "url:https://x.example/a?b=c", "ключ:значение", "with space", "${x}"],
  },
  "nothing is set": {
    ...of(106, "Nulls"),
    message: null,
    tags: [],
    priority: null,
    restricted_roles: null,
    options: { thresholds: null, silenced: {}, renotify_interval: null, variables: null },
  },
  "everything about people": {
    ...of(107, "People"),
    restricted_roles: ["24c4a6b2-1f0e-11f0-9d3a-da7ad0900002"],
    draft_status: "draft",
    options: { locked: true, silenced: { "host:a": null, "*": 1776339409 } },
  },
  "options that every object has": {
    ...of(108, "Inherited"),
    options: JSON.parse(
      '{"constructor": 1, "toString": "x", "__proto__": {"critical": 1}, "thresholds": {"hasOwnProperty": 3, "critical": 1e21}}',
    ) as unknown,
  },
  "queries of several kinds": {
    ...of(109, "Queries"),
    options: {
      variables: [
        {
          name: "a",
          data_source: "logs",
          search: { query: "*", storage: "hot" },
          compute: { aggregation: "count", interval: 0, rollup: 5 },
          group_by: [
            { facet: "host", should_exclude_missing: true, sort: { order: "desc", by: 1 } },
          ],
        },
        { name: "b", data_source: "cloud_cost", query: "sum:aws.cost{*}", aggregator: "sum" },
        { name: "c", data_source: "data_quality_metrics", measure: "rows" },
      ],
    },
  },
  "a composite with members": {
    ...of(110, "Both"),
    type: "composite",
    query: "101 && !( 102 ||777 )",
  },
  "a composite that would run": {
    ...of(111, "Runs"),
    type: "composite",
    query: "103 && `${process.exit(3)}` \\",
  },
};

function of(id: number, name: string): Readonly<Record<string, unknown>> {
  return { id, name, type: "query alert", query: QUERY, message: "Look. @slack-a", tags: ["a:b"] };
}
