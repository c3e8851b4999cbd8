import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type * as Esbuild from "esbuild";
import { bundledPackages, licenceText } from "./page-licences";

/** The page's program and its style. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** A bundle made from source. */
export interface BuiltPage extends PageBundle {
  /** Licences of the packages within. */
  readonly licences: string;
}

const BUILT = { script: "page.js", style: "page.css" } as const;
let bundle: PageBundle | undefined;

/**
 * The page, as the package ships it. From source it is bundled first, with esbuild, which the package
 * does not need.
 */
export function pageBundle(): PageBundle {
  bundle ??= existsSync(path.join(__dirname, BUILT.script)) ? shipped() : buildPage();
  return bundle;
}

function shipped(): PageBundle {
  const read = (file: string): string => readFileSync(path.join(__dirname, file), "utf8");
  return { script: read(BUILT.script), style: read(BUILT.style) };
}

/** Bundles the page from its source. */
export function buildPage(): BuiltPage {
  // Required late: whoever installed the package has no esbuild.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { buildSync } = require("esbuild") as typeof Esbuild;
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: [path.join(__dirname, "page", "main.ts")],
    outfile: BUILT.script,
    bundle: true,
    // @datadog/sketches-js asks for it, without installing it, in two methods that nobody calls here.
    external: ["protobufjs/minimal"],
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    logLevel: "error",
    tsconfig: path.join(__dirname, "page", "tsconfig.json"),
  });
  const text = (ending: string): string =>
    outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const sources = Object.keys(metafile.inputs).map((file) => path.join(__dirname, file));
  const licences = licenceText(bundledPackages(sources));
  return { script: `/*!\n${licences}\n*/\n${text(".js")}`, style: text(".css"), licences };
}
