/** The page holds nothing: what it shows comes over `/events`. */
export const WATCH_HTML = [
  "<!doctype html>",
  '<html lang="en">',
  "<head>",
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  '<meta name="color-scheme" content="light dark">',
  '<link rel="icon" href="data:,">',
  "<title>datadog-llm watch</title>",
  '<link rel="stylesheet" href="/page.css">',
  "</head>",
  "<body>",
  "<noscript>This page needs JavaScript.</noscript>",
  '<script src="/page.js"></script>',
  "</body>",
  "</html>",
  "",
].join("\n");
