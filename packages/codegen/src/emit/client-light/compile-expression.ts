import { type Comparator, type Expression, UnsupportedExpressionError } from "../../jmespath/syntax.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { clientValue } from "../client-symbols.ts";
import { typeExpression } from "../expressions.ts";
import {
  booleanValue,
  equalsLiteral,
  isTruthy,
  literalValue,
  nameKind,
  type Value,
  valueTypeOf,
} from "./expression-types.ts";

/**
 * Compiles a JMESPath expression to TypeScript, by the types of the model.
 *
 * @param value - what the expression is evaluated on
 * @param depth - the number of functions around the code, after which it names its parameters
 * @throws UnsupportedExpressionError if the generator doesn't compile it, or it doesn't match the types
 */
export function compileExpression(expression: Expression, value: Value, depth = 0): Value {
  const compile = (part: Expression): Value => compileExpression(part, value, depth);
  switch (expression.kind) {
    case "current":
      return value;
    case "literal":
      return literalValue(expression.value);
    case "field":
      return compileField(expression.name, value);
    case "chain":
      return compileExpression(expression.right, compile(expression.left), depth);
    case "index": {
      const { code: list, isOptional, type } = compile(expression.left);
      const item = requireKind({ type }, "list").item;
      return {
        type: item,
        code: code`${list}${isOptional ? "?" : ""}.at(${expression.index})`,
        isOptional: true,
      };
    }
    case "projection":
      return compileProjection(expression, compile(expression.left), depth);
    case "and":
    case "or": {
      const sides = [compile(expression.left), compile(expression.right)] as const;
      if (sides.some(({ type }) => type.kind !== "boolean")) {
        throw new UnsupportedExpressionError("it combines values that are not booleans");
      }
      const operator = expression.kind === "and" ? "&&" : "||";
      return booleanValue(code`(${isTruthy(sides[0])} ${operator} ${isTruthy(sides[1])})`);
    }
    case "not":
      return booleanValue(code`!(${isTruthy(compile(expression.operand))})`);
    case "comparison":
      return booleanValue(
        compileComparison(expression.operator, compile(expression.left), compile(expression.right)),
      );
    case "function":
      return compileFunction(expression.name, expression.args.map(compile));
  }
}

function compileField(name: string, { type, code: object, isOptional }: Value): Value {
  const dot = isOptional ? "?." : ".";
  if (type.kind === "messages") {
    const message = type.messages[name];
    if (message !== undefined) {
      return message;
    }
  } else if (type.kind === "map") {
    return {
      type: type.value,
      code: code`${object}${isOptional ? "?." : ""}[${literal(name)}]`,
      isOptional: true,
    };
  } else if (type.kind === "structure" || type.kind === "union") {
    const member = type.members.find((it) => it.name === name);
    if (member !== undefined) {
      const target = valueTypeOf(member.target);
      return type.kind === "structure"
        ? { type: target, code: code`${object}${dot}${name}`, isOptional: isOptional || !member.required }
        : {
            type: target,
            code: code`(${object} as { ${name}?: ${typeExpression(member.target)} } | undefined)?.${name}`,
            isOptional: true,
          };
    }
  }
  throw new UnsupportedExpressionError(`there is no member ${name}`);
}

function compileProjection(
  { flatten, filter, right }: Expression & { readonly kind: "projection" },
  left: Value,
  depth: number,
): Value {
  let { item, isSparse } = requireKind(left, "list");
  let list = left.code;
  const dot = left.isOptional ? "?." : ".";
  if (flatten && item.kind === "list") {
    list = code`${list}${dot}flat()`;
    isSparse ||= item.isSparse;
    item = item.item;
  }
  const parameter = depth === 0 ? "item" : `item${depth + 1}`;
  const each: Value = { type: item, code: parameter, isOptional: isSparse };
  if (filter !== undefined) {
    list = code`${list}${dot}filter((${parameter}) => ${isTruthy(compileExpression(filter, each, depth + 1))})`;
  }
  const result = compileExpression(right, each, depth + 1);
  const isIdentity = result === each && !isSparse;
  return {
    type: { kind: "list", item: result.type, isSparse: false },
    code: isIdentity ? list : code`${clientValue("project")}(${list}, (${parameter}) => ${result.code})`,
    isOptional: left.isOptional,
  };
}

function compileComparison(operator: Comparator, left: Value, right: Value): Printable {
  if (operator !== "==" && operator !== "!=") {
    return code`(${orderable(left)} ${operator} ${orderable(right)})`;
  }
  const equal =
    right.literal !== undefined
      ? equalsLiteral(left, right.literal)
      : left.literal !== undefined
        ? equalsLiteral(right, left.literal)
        : equalValues(left, right);
  return operator === "==" ? code`(${equal})` : code`!(${equal})`;
}

function equalValues(left: Value, right: Value): Printable {
  const isComparable =
    left.type.kind === right.type.kind && ["text", "number", "boolean"].includes(left.type.kind);
  const isEnum = [left.type, right.type].some((type) => "values" in type && type.values !== undefined);
  const isBig = [left.type, right.type].map((type) => type.kind === "number" && type.isBig);
  if (!isComparable || isEnum || isBig[0] !== isBig[1]) {
    throw new UnsupportedExpressionError(
      `it compares ${nameKind(left.type.kind)} with ${nameKind(right.type.kind)}`,
    );
  }
  return code`${left.code} === ${right.code}`;
}

/** A comparison with NaN is false, as one with null. */
function orderable(value: Value): Printable {
  requireKind(value, "number");
  return value.isOptional ? code`(${value.code} ?? Number.NaN)` : value.code;
}

function compileFunction(name: string, [first, second]: readonly Value[]): Value {
  if (first === undefined) {
    throw new UnsupportedExpressionError(`it calls ${name}`);
  }
  const dot = first.isOptional ? "?." : ".";
  if (name === "length" && first.type.kind === "list") {
    return {
      type: { kind: "number", isBig: false },
      code: code`${first.code}${dot}length`,
      isOptional: first.isOptional,
    };
  }
  if (name === "keys" && first.type.kind === "map") {
    const keys = code`Object.keys(${first.code}${first.isOptional ? " ?? {}" : ""})`;
    return { type: { kind: "list", item: { kind: "text" }, isSparse: false }, code: keys, isOptional: false };
  }
  if (name === "contains" && typeof second?.literal === "string") {
    const searched = first.type.kind === "list" ? first.type.item : first.type;
    if (searched.kind === "text") {
      const isPossible = first.type.kind === "text" || searched.values?.includes(second.literal) !== false;
      return booleanValue(
        isPossible ? code`(${first.code}${dot}includes(${literal(second.literal)}) === true)` : "false",
      );
    }
  }
  throw new UnsupportedExpressionError(`it calls ${name} with ${nameKind(first.type.kind)}`);
}

function requireKind<Kind extends Value["type"]["kind"]>(
  { type }: Pick<Value, "type">,
  kind: Kind,
): Value["type"] & { readonly kind: Kind } {
  if (type.kind !== kind) {
    throw new UnsupportedExpressionError(`it uses ${nameKind(type.kind)} as ${nameKind(kind)}`);
  }
  return type as Value["type"] & { readonly kind: Kind };
}
