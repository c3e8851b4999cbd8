#!/usr/bin/env node
"use strict";

/** The command line from its sources, for `npx datadog-llm` in a clone; the package ships `main.js`. */
import("tsx/esm/api").then(({ register }) => {
  register();
  require("tsx/cjs/api").register();
  require("./main.ts");
});
