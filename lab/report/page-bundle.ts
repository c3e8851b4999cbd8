import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type * as Esbuild from "esbuild";
import { bundledPackages, licenceText } from "./page-licences";

/** A page's program and its style. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** A bundle made from source. */
export interface BuiltPage extends PageBundle {
  /** Licences of the packages within. */
  readonly licences: string;
}

/** The programs, by their source within `page/`, and what the built files are called. */
const PAGES = {
  report: { source: "main.ts", built: "page" },
  watch: { source: "watch/main.ts", built: "watch" },
} as const;
export type PageName = keyof typeof PAGES;
export const PAGE_NAMES = Object.keys(PAGES) as PageName[];

const bundles: Partial<Record<PageName, PageBundle>> = {};

/**
 * A page, as the package ships it. From source it is bundled first, with esbuild, which the package
 * does not need.
 */
export function pageBundle(name: PageName): PageBundle {
  const { script, style } = builtFiles(name);
  return (bundles[name] ??= existsSync(script)
    ? { script: readFileSync(script, "utf8"), style: readFileSync(style, "utf8") }
    : buildPage(name));
}

/** Where the package ships a page. @param folder that of this module in the package */
export function builtFiles(name: PageName, folder = __dirname): PageBundle {
  const file = path.join(folder, PAGES[name].built);
  return { script: `${file}.js`, style: `${file}.css` };
}

/** Bundles a page from its source. */
export function buildPage(name: PageName): BuiltPage {
  // Required late: whoever installed the package has no esbuild.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { buildSync } = require("esbuild") as typeof Esbuild;
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: [path.join(__dirname, "page", PAGES[name].source)],
    outfile: "page.js",
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
  const head = licences === "" ? "" : `/*!\n${licences}\n*/\n`;
  return { script: `${head}${text(".js")}`, style: text(".css"), licences };
}
