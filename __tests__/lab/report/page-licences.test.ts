import { buildPage } from "../../../lab/report/page-bundle";

const page = buildPage("report");

it("carries the licence of each package that became part of the page, since reports are passed on", () => {
  const names = [...page.licences.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name);
  expect(names).toEqual(["@datadog/sketches-js", "uplot"]);
  expect(page.licences).toContain(
    "Copyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted",
  );
  expect(page.licences).toContain(
    "Copyright 2020 Datadog, Inc.\n\nLicensed under the Apache License",
  );
  expect(page.script.startsWith(`/*!\n${page.licences}\n*/`)).toBe(true);
});
