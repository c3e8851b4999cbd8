import path from "node:path";
import ts from "typescript";
import { describeParent, isAbstract, isObjectType, parameterText, partsOf } from "./declarations";
import { callDescription, description, tag } from "./docstrings";
import { typeText } from "./type-text";

/** A public property, as the compiler shows it in an editor. */
export interface DocumentedProperty {
  /** Nested objects have a path: `retrieval.topScoreFloor`. */
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
  readonly default: string | undefined;
  /** File and line, for messages. */
  readonly place: string;
}

/** A public type, with the properties that are its own. */
export interface DocumentedType {
  readonly name: string;
  readonly description: string;
  readonly properties: readonly DocumentedProperty[];
  /** Types whose properties it has as well, such as "everything of `SignalSettings`". */
  readonly parents: readonly string[];
}

/** A function, class or method that is called. */
export interface DocumentedCall {
  readonly name: string;
  readonly parameters: string;
  readonly description: string;
  readonly place: string;
}

const ROOT = path.resolve(__dirname, "../..");

/** Reads the public types of the project's entry points. One compiler serves all pages. */
export class TypeReader {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  constructor(entries: readonly string[]) {
    const config = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) =>
      ts.sys.readFile(file),
    ).config as { compilerOptions: unknown };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    this.program = ts.createProgram(
      entries.map((entry) => path.join(ROOT, entry)),
      // Neither Jest's nor Node's own types are public here, and they take a second to read.
      { ...options, types: [] },
    );
    this.checker = this.program.getTypeChecker();
  }

  /**
   * The exported types that `wanted` takes, and the ones of the same folder that they are made of.
   *
   * @param left Types of results, which nobody writes; what only they are made of is left out, too.
   */
  types(
    entry: string,
    wanted: (name: string, file: string) => boolean,
    left: readonly string[],
  ): DocumentedType[] {
    const folder = path.join(ROOT, entry.split("/")[0] ?? "");
    const roots = this.exports(entry).filter((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      return isObjectType(declaration) && wanted(symbol.name, declaration.getSourceFile().fileName);
    });
    const found = new Set<ts.Symbol>(roots);
    const types = [...found].filter(({ name }) => !left.includes(name));
    for (const symbol of types) {
      for (const reached of this.mentioned(symbol)) {
        const [declaration] = reached.declarations ?? [];
        if (found.has(reached) || left.includes(reached.name) || !isObjectType(declaration))
          continue;
        if (!declaration.getSourceFile().fileName.startsWith(folder)) continue;
        found.add(reached);
        types.push(reached);
      }
    }
    return types.map((symbol) => this.documentedType(symbol));
  }

  /** Exported classes and functions. */
  calls(entry: string): DocumentedCall[] {
    return this.exports(entry).flatMap((symbol) => {
      const declaration = symbol.declarations?.[0];
      if (declaration === undefined) return [];
      if (ts.isFunctionDeclaration(declaration)) return [this.documentedCall(symbol, declaration)];
      if (!ts.isClassDeclaration(declaration) || isAbstract(declaration)) return [];
      const constructor = declaration.members.find(ts.isConstructorDeclaration);
      return [this.documentedCall(symbol, declaration, constructor)];
    });
  }

  /** Public methods of an exported class. */
  methods(entry: string, className: string): DocumentedCall[] {
    const symbol = this.exports(entry).find(({ name }) => name === className);
    const declaration = symbol?.declarations?.find(ts.isClassDeclaration);
    const methods = declaration?.members.filter(ts.isMethodDeclaration) ?? [];
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    // Of overloads only the signatures are public, and the last of them says most.
    const overloads = methods.filter(({ name, body }, index) => {
      const next = methods[index + 1];
      return body === undefined
        ? next?.body !== undefined
        : methods.filter((other) => other.name.getText() === name.getText()).length === 1;
    });
    return overloads.flatMap((method) => {
      if (ts.getCombinedModifierFlags(method) & hidden) return [];
      const own = this.checker.getSymbolAtLocation(method.name);
      return own ? [this.documentedCall(own, method)] : [];
    });
  }

  private exports(entry: string): ts.Symbol[] {
    const source = this.program.getSourceFile(path.join(ROOT, entry));
    const module = source && this.checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${entry} is no module.`);
    return this.checker.getExportsOfModule(module).map((symbol) => this.resolved(symbol));
  }

  private resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Types that are named inside a type's declaration. */
  private mentioned(symbol: ts.Symbol): ts.Symbol[] {
    const names: ts.Symbol[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
        const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
        const named = this.checker.getSymbolAtLocation(name);
        if (named) names.push(this.resolved(named));
      }
      ts.forEachChild(node, visit);
    };
    for (const declaration of symbol.declarations ?? []) ts.forEachChild(declaration, visit);
    return names;
  }

  private documentedType(symbol: ts.Symbol): DocumentedType {
    const [declaration] = symbol.declarations ?? [];
    const { members, parents } = partsOf(declaration);
    return {
      name: symbol.name,
      description: description(symbol, this.checker),
      properties: members.flatMap((member) => this.documentedProperties(member, "")),
      parents: parents.map(describeParent),
    };
  }

  private documentedProperties(member: ts.TypeElement, prefix: string): DocumentedProperty[] {
    const symbol = member.name && this.checker.getSymbolAtLocation(member.name);
    if (!symbol) return [];
    const name = prefix + symbol.name;
    const type = ts.isPropertySignature(member) ? member.type : undefined;
    const nested = type && ts.isTypeLiteralNode(type) ? [...type.members] : [];
    const own = {
      name,
      type: nested.length > 0 ? "object" : typeText(member, this.checker),
      optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      description: description(symbol, this.checker),
      default: tag(symbol, "default", this.checker),
      place: placeOf(member),
    };
    return [own, ...nested.flatMap((one) => this.documentedProperties(one, `${name}.`))];
  }

  private documentedCall(
    symbol: ts.Symbol,
    declaration: ts.Declaration,
    signature: ts.Node | undefined = declaration,
  ): DocumentedCall {
    const parameters = ts.isFunctionLike(signature) ? signature.parameters.map(parameterText) : [];
    return {
      name: ts.isClassDeclaration(declaration) ? `new ${symbol.name}` : symbol.name,
      parameters: parameters.join(", "),
      description: callDescription(symbol, this.checker),
      place: placeOf(declaration),
    };
  }
}

function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative(ROOT, source.fileName)}:${line + 1}`;
}
