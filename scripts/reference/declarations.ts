import ts from "typescript";

type ObjectType = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** An interface, or an alias of one with more or fewer properties. */
export function isObjectType(declaration: ts.Declaration | undefined): declaration is ObjectType {
  if (declaration === undefined) return false;
  if (ts.isInterfaceDeclaration(declaration)) return true;
  if (!ts.isTypeAliasDeclaration(declaration)) return false;
  const { members, parents } = partsOf(declaration);
  return members.length > 0 || parents.length > 0;
}

interface Parts {
  readonly members: readonly ts.TypeElement[];
  readonly parents: readonly (ts.TypeReferenceNode | ts.ExpressionWithTypeArguments)[];
}

const NO_PARTS: Parts = { members: [], parents: [] };

export function partsOf(declaration: ts.Declaration | undefined): Parts {
  if (declaration === undefined) return NO_PARTS;
  if (ts.isInterfaceDeclaration(declaration)) {
    const parents = (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    return { members: [...declaration.members], parents };
  }
  return ts.isTypeAliasDeclaration(declaration) ? partsOfType(declaration.type) : NO_PARTS;
}

function partsOfType(type: ts.TypeNode): Parts {
  if (ts.isTypeLiteralNode(type)) return { members: [...type.members], parents: [] };
  if (ts.isIntersectionTypeNode(type)) {
    const parts = type.types.map(partsOfMember);
    return {
      members: parts.flatMap(({ members }) => members),
      parents: parts.flatMap(({ parents }) => parents),
    };
  }
  if (!ts.isTypeReferenceNode(type) || !/^(Omit|Pick|Partial)$/.test(nameOf(type))) return NO_PARTS;
  const [of] = type.typeArguments ?? [];
  const isObject = of && ts.isTypeReferenceNode(of) && nameOf(of) !== "Record";
  return isObject ? { members: [], parents: [type] } : NO_PARTS;
}

/** Whatever an intersection names is an object, or there would be no point in it. */
function partsOfMember(type: ts.TypeNode): Parts {
  const parts = partsOfType(type);
  const isNamed = parts === NO_PARTS && ts.isTypeReferenceNode(type);
  return isNamed ? { members: [], parents: [type] } : parts;
}

function nameOf(node: ts.TypeReferenceNode | ts.ExpressionWithTypeArguments): string {
  return (ts.isTypeReferenceNode(node) ? node.typeName : node.expression).getText();
}

/** "everything of `SignalSettings` but `minRequests`". */
export function describeParent(
  parent: ts.TypeReferenceNode | ts.ExpressionWithTypeArguments,
): string {
  const [of, keys] = parent.typeArguments ?? [];
  const listed = keys?.getText().replaceAll('"', "`").replaceAll(" | ", ", ") ?? "";
  const base = of && ts.isTypeReferenceNode(of) ? nameOf(of) : "";
  switch (nameOf(parent)) {
    case "Omit":
      return `everything of \`${base}\` but ${listed}`;
    case "Pick":
      return `${listed} of \`${base}\``;
    case "Partial":
      return `everything of \`${base}\`, all of it optional`;
    default:
      return `everything of \`${nameOf(parent)}\``;
  }
}

export function isAbstract(declaration: ts.ClassDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;
}

/** A parameter's name, and whether it may be left out. */
export function parameterText(parameter: ts.ParameterDeclaration): string {
  const { name, questionToken, initializer, dotDotDotToken } = parameter;
  const text = ts.isIdentifier(name) ? name.text : "options";
  if (dotDotDotToken) return `...${text}`;
  return questionToken || initializer ? `${text}?` : text;
}
