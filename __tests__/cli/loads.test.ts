import { buildSync, type Metafile } from "esbuild";
import { REPOSITORY } from "../support/run-cli";

/** Everything that the command line could ever load, found without running it. */
function moduleGraph(): Metafile {
  const { metafile } = buildSync({
    absWorkingDir: REPOSITORY,
    entryPoints: ["cli/main.ts"],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    metafile: true,
    write: false,
    outfile: "main.js",
  });
  return metafile;
}

describe("what the command line loads", () => {
  const { inputs } = moduleGraph();
  const packages = new Set(
    Object.values(inputs).flatMap(({ imports }) =>
      imports
        .filter(({ external, path: name }) => external === true && !name.startsWith("node:"))
        .map(({ path: name }) => name),
    ),
  );

  it("is no CDKTF of its own, so that it works with whichever copy the user's app loads", () => {
    expect(packages).toContain("@datadog/sketches-js");
    expect([...packages].filter((name) => /cdktf|cdktn|^constructs/.test(name))).toEqual([]);
    const constructs = Object.keys(inputs)
      .filter((file) => file.startsWith("constructs/"))
      // Thresholds and queries, which import no CDKTF: a release is compared by those that page.
      .filter((file) => !/^constructs\/(datadog|signals)\//.test(file))
      .sort();
    expect(constructs).toEqual([
      "constructs/addresses.ts",
      "constructs/alert-message.ts",
      "constructs/marks.ts",
      "constructs/monitor-attributes.ts",
      "constructs/props-validation.ts",
      "constructs/receivers.ts",
      "constructs/recognise.ts",
      "constructs/renotify.ts",
    ]);
  });
});
