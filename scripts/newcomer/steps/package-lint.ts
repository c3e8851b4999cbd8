import type { Step } from "../step";

/** Vitest has no CommonJS, so neither have the entry points for it. */
const VITEST = ["lab/vitest", "runtime/testing/vitest"];

/** What `publint` and `@arethetypeswrong/cli` say of the tarball: nothing. */
export const packageLint: Step = {
  name: "package-lint",
  title: "publint, @arethetypeswrong/cli",
  take(workshop) {
    const project = workshop.project("package-lint");
    workshop.install(project, ["publint@0.3.25", "@arethetypeswrong/cli@0.18.5"], false);
    const tarball = workshop.tarball();
    workshop.shell(project, `npx publint run --strict ${tarball}`);
    workshop.shell(project, `npx attw ${tarball} --exclude-entrypoints ${VITEST.join(" ")}`);
    workshop.shell(
      project,
      `npx attw ${tarball} --profile esm-only --entrypoints ${VITEST.join(" ")}`,
    );
    return project;
  },
};
