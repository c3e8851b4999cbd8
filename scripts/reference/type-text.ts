import ts from "typescript";

/**
 * A property's type as a reader needs it: without the words that only forbid changes, and with short
 * lists of values and signatures in place of their names.
 */
export function typeText(member: ts.TypeElement, checker: ts.TypeChecker): string {
  if (ts.isMethodSignature(member)) {
    const parameters = member.parameters.map((parameter) => parameter.getText()).join(", ");
    return plain(`(${parameters}) => ${member.type?.getText() ?? "void"}`);
  }
  if (!ts.isPropertySignature(member) || !member.type) return "";
  return plain(withValues(member.type, checker));
}

/** The text of a type, in which aliases of values and functions stand as those. */
function withValues(type: ts.TypeNode, checker: ts.TypeChecker): string {
  const start = type.getStart();
  let text = type.getText();
  const replacements: { from: number; to: number; values: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && !node.typeArguments) {
      const values =
        functionText(node, checker) ?? literalValues(checker.getTypeFromTypeNode(node), checker);
      if (values !== undefined) {
        replacements.push({ from: node.getStart() - start, to: node.getEnd() - start, values });
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(type);
  for (const { from, to, values } of replacements.reverse()) {
    text = text.slice(0, from) + values + text.slice(to);
  }
  return text;
}

/** The signature that an alias stands for. */
function functionText(node: ts.TypeReferenceNode, checker: ts.TypeChecker): string | undefined {
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const resolved =
    symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const alias = resolved?.declarations?.find(ts.isTypeAliasDeclaration);
  return alias && ts.isFunctionTypeNode(alias.type) ? alias.type.getText() : undefined;
}

/** More values than this are better looked up by the type's name. */
const MAX_VALUES = 12;

function literalValues(type: ts.Type, checker: ts.TypeChecker): string | undefined {
  const parts = type.isUnion() ? type.types : [type];
  const literal = ts.TypeFlags.Literal | ts.TypeFlags.TemplateLiteral;
  if (parts.length > MAX_VALUES || !parts.every(({ flags }) => (flags & literal) !== 0)) {
    return undefined;
  }
  const values = parts.map((part) => checker.typeToString(part).replaceAll("`", '"'));
  // The compiler has numbers in the order in which it met them.
  const ordered = parts.every((part) => part.isNumberLiteral()) ? values.sort() : values;
  return ordered.join(" | ");
}

function plain(text: string): string {
  let shorter = text.replaceAll(/\s+/g, " ").replaceAll("readonly ", "");
  for (let before = ""; before !== shorter;) {
    before = shorter;
    shorter = shorter.replaceAll(/\bReadonly<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g, "$1");
  }
  return shorter.replace(/ \| undefined$/, "");
}
