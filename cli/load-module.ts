import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { enableTypeScript, INSTALL_TSX, type ModuleFormat } from "./typescript-loader";
import { UsageError } from "./usage-error";

/**
 * Loads a user's module, whatever its kind, and returns what it exports.
 *
 * @throws UsageError where it is TypeScript and nothing can load that
 */
export async function loadModule(file: string): Promise<unknown> {
  const format = formatOf(file);
  const isTypeScript = /\.[cm]?tsx?$/.test(file);
  const loader = isTypeScript ? await enableTypeScript(file, format) : undefined;
  try {
    // An ES module may wait at its top level, which `require` cannot; a loader such as ts-node
    // serves `require` only.
    if (format === "module") return (await import(pathToFileURL(file).href)) as unknown;
    return createRequire(file)(file);
  } catch (error) {
    throw loader === "node" && isLimitOfNode(error) ? limitOfNode(error) : error;
  }
}

function isLimitOfNode(error: unknown): error is NodeJS.ErrnoException {
  const { code } = Object(error) as NodeJS.ErrnoException;
  return code === "ERR_MODULE_NOT_FOUND" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
}

function limitOfNode({ message }: NodeJS.ErrnoException): UsageError {
  return new UsageError(
    `${message}\nNode itself loads TypeScript only where imports name their extension and the ` +
      `syntax needs no code generated: ${INSTALL_TSX}.`,
  );
}

function formatOf(file: string): ModuleFormat {
  const [, letter] = /\.([cm])[jt]sx?$/.exec(file) ?? [];
  if (letter !== undefined) return letter === "m" ? "module" : "commonjs";
  return packageType(path.dirname(file)) === "module" ? "module" : "commonjs";
}

/** `type` of the nearest package.json. */
function packageType(folder: string): unknown {
  const file = path.join(folder, "package.json");
  if (existsSync(file)) {
    return (JSON.parse(readFileSync(file, "utf8")) as { readonly type?: unknown }).type;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : packageType(parent);
}
