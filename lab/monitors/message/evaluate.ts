/**
 * Those that give a number.
 *
 * @see https://docs.datadoghq.com/monitors/guide/template-variable-evaluation/#functions
 */
const FUNCTIONS: Readonly<Record<string, (value: number, second: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  dec: (value) => value - Math.trunc(value),
  exp: Math.exp,
  float: (value) => value,
  floor: Math.floor,
  int: Math.trunc,
  log10: Math.log10,
  round: (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits,
  sgn: Math.sign,
  trunc: Math.trunc,
  ...{ sin: Math.sin, cos: Math.cos, tan: Math.tan, sinh: Math.sinh, cosh: Math.cosh },
  ...{ tanh: Math.tanh, asin: Math.asin, acos: Math.acos, atan: Math.atan, atan2: Math.atan2 },
  ...{ asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh },
};

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_[][\w.[\]-]*?)(?=[\s+\-*/^%(),]|$)|([-+*/^%(),]))/y;

/**
 * The number of `{{eval "last_triggered_at_epoch-15*60*1000"}}`.
 *
 * @returns NaN for what cannot be evaluated.
 * @see https://docs.datadoghq.com/monitors/guide/template-variable-evaluation/
 */
export function evaluateTemplateExpression(
  expression: string,
  variable: (name: string) => number,
): number {
  const tokens = tokenize(expression);
  if (!tokens) return NaN;
  let next = 0;
  const value = sum();
  return next === tokens.length ? value : NaN;

  function take(...expected: string[]): string | undefined {
    const token = tokens?.[next];
    if (token === undefined || !expected.includes(token)) return undefined;
    next += 1;
    return token;
  }

  function sum(): number {
    let left = product();
    for (let operator = take("+", "-"); operator; operator = take("+", "-")) {
      left = operator === "+" ? left + product() : left - product();
    }
    return left;
  }

  function product(): number {
    let left = power();
    for (let operator = take("*", "/", "%"); operator; operator = take("*", "/", "%")) {
      const right = power();
      left = operator === "*" ? left * right : operator === "/" ? left / right : left % right;
    }
    return left;
  }

  function power(): number {
    const base = unary();
    return take("^") ? base ** power() : base;
  }

  function unary(): number {
    let sign = 1;
    while (take("-")) sign = -sign;
    return sign * primary();
  }

  function primary(): number {
    if (take("(")) {
      const inner = sum();
      return take(")") ? inner : NaN;
    }
    const token = tokens?.[next];
    next += 1;
    if (token === undefined) return NaN;
    if (/^\d/.test(token)) return Number(token);
    const apply = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
    if (!apply || !take("(")) return variable(token);
    const argument = sum();
    const digits = take(",") ? sum() : 0;
    return take(")") ? apply(argument, digits) : NaN;
  }
}

/** Nothing sensible is longer, and the evaluation is recursive. */
const MAX_TOKENS = 200;

function tokenize(expression: string): string[] | undefined {
  const text = expression.trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < text.length && tokens.length <= MAX_TOKENS) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? "");
    end = TOKEN.lastIndex;
  }
  return tokens.length > MAX_TOKENS ? undefined : tokens;
}
