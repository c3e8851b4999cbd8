import path from "node:path";
import ts from "typescript";
import { changedText, type Mutant } from "./mutants";
import { ROOT } from "./mutants";

let service: ts.LanguageService | undefined;
let changed: { readonly file: string; readonly text: string; readonly version: number } | undefined;

/** Whether the type check lets a change pass; only the changed file is looked at. */
export function compiles(mutant: Mutant): boolean {
  service ??= ts.createLanguageService(host());
  const file = path.join(ROOT, mutant.file);
  changed = { file, text: changedText(mutant), version: (changed?.version ?? 0) + 1 };
  const faults = [
    ...service.getSyntacticDiagnostics(file),
    ...service.getSemanticDiagnostics(file),
  ];
  return faults.length === 0;
}

function host(): ts.LanguageServiceHost {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const textOf = (file: string) => (file === changed?.file ? changed.text : ts.sys.readFile(file));
  return {
    getCompilationSettings: () => options,
    getScriptFileNames: () => (changed === undefined ? [] : [changed.file]),
    getScriptVersion: (file) => (file === changed?.file ? String(changed.version) : "0"),
    getScriptSnapshot: (file) => {
      const text = textOf(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (all) => ts.getDefaultLibFilePath(all),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: textOf,
    readDirectory: (...given) => ts.sys.readDirectory(...given),
  };
}
