const QUERY = "avg(last_5m):avg:a.b{*} > 1";
const OWN = { name: "a", type: "query alert", query: QUERY, message: "@slack-a", tags: ["a:b"] };

/** A hundred thousand levels. */
function deep(open: string, close: string): string {
  return open.repeat(100_000) + close.repeat(100_000);
}

function exported(more: object): string {
  return JSON.stringify([{ id: 1, ...OWN, ...more }]);
}

/** A stack with one monitor, whose block begins with this text. */
function stack(begin = "", more: object = {}): string {
  const block = JSON.stringify({ ...OWN, ...more }).slice(1);
  return `{"resource":{"datadog_monitor":{"a":{${begin}${block}}}}`;
}

/** Files that someone may hand over: none may do more than be refused, or be read as what it says. */
export const HOSTILE_FILES: Readonly<Record<string, string | Buffer>> = {
  empty: "",
  "no object": "[null, 7, [[]]]",
  "no JSON": '{"a": NaN}',
  "NUL bytes": Buffer.alloc(16),
  "a byte order mark": `\uFEFF${exported({})}`,
  "carriage returns": exported({}).replace(/,/g, ",\r\n"),
  Latin1: Buffer.from(exported({ name: "Über" }), "latin1"),
  UTF16: Buffer.from(exported({}), "utf16le"),
  "a deep list": deep("[", "]"),
  "a deep object": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "a deep option": `[{"options":{"variables":${deep("[", "]")}},${exported({}).slice(2)}`,
  "a deep attribute": stack(`"notify_by":${deep("[", "]")},`),
  "deep modules": `{"format_version":"1.0","values":{"root_module":${'{"child_modules":['.repeat(50_000)}${"]}".repeat(50_000)}}}`,
  "a deep query": stack("", {
    query: `avg(last_5m):${"(".repeat(50_000)}1${")".repeat(50_000)} > 1`,
  }),
  "a deep formula": exported({ type: "composite", query: `${"!".repeat(50_000)}1` }),
  "a deep message": stack("", { message: "{{#is_alert}}".repeat(20_000) }),
  "four billion resources": stack('"count":4000000000,'),
  "more resources than numbers": stack('"count":1e400,"renotify_interval":1e400,'),
  "names of JavaScript's": stack('"__proto__":{"polluted":1},"constructor":1,"toString":2,', {
    query: "avg(last_5m):constructor(avg:a.b{*} by {valueOf}) > 1",
    message: "{{#constructor}}@slack-a{{/constructor}}{{toString.name}}",
    monitor_thresholds: { constructor: 1, critical: "NaN" },
  }),
  "such names in an export": `[{"options":{"__proto__":{"polluted":1},"constructor":1,"thresholds":{"toString":1}},${exported({}).slice(2)}`,
  "such types": `{"resource":{"__proto__":{"a":{}},"constructor":{"a":{}},"datadog_toString":{"a":{"b":1}}},"provider":{"constructor":{"a":1}}}`,
  "keys that come twice": `{"resource":{"datadog_monitor":{"a":{},"a":{}}},"resource":{"datadog_monitor":[1,null]}}`,
  "other types": exported({ name: 7, type: null, query: {}, tags: "x", options: [1] }),
  "other types of options": exported({
    options: { thresholds: [1], scheduling_options: 7, variables: "x", renotify_statuses: 7 },
  }),
  "other types of blocks": `{"resource":7,"locals":[],"variable":"x","import":{},"moved":[null],"terraform":3}`,
  "other types of resources": `{"resource":{"datadog_dashboard_json":{"a":{"dashboard":7},"b":{"dashboard":"{\\"widgets\\":[null,{\\"definition\\":7}]}"}},"datadog_monitor_json":{"c":{"monitor":"[]"},"d":{}},"datadog_service_level_objective":{"e":{"query":7}}}}`,
  "other types in a state": `{"resources":[null,{"type":"datadog_monitor","name":{},"instances":[null,{"attributes":{"monitor_thresholds":"x","scheduling_options":[7],"variables":[[]]}}]}]}`,
  "a line of a recording": `{"time":1e400,"metric":"__proto__","type":"constructor","values":[[]],"tags":["__proto__:x"]}\n`,
  "failed calls of a recording": `{"time":1767225600,"failed":{"a"\n`,
  "failed calls without an id": `{"time":9,"failed":{"__proto__":1,"constructor":"x"}}\n`,
};
