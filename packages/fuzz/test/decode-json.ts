import type { AstMember } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import { getTrait, requirePart, type Shapes } from "../src/shapes/shapes.ts";
import { formatOf } from "../src/wire/binding.ts";
import { readMoment } from "../src/wire/moments.ts";
import { NumberText } from "../src/wire/raw-json.ts";

/** Makes of parsed JSON, its numbers as texts, the value that it stands for. */
export function decodeJson(shapes: Shapes, member: AstMember, json: unknown): unknown {
  const shape = shapes.find(member.target);
  const text = json instanceof NumberText ? json.text : (json as string);
  if (json === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return decodeMembers(shapes, shapes.membersOf(member.target), json as Record<string, unknown>);
    case "list":
      return (json as unknown[]).map((item) => decodeJson(shapes, requirePart(shape.member), item));
    case "map":
      return Object.fromEntries(
        Object.entries(json as object).map(([key, item]) => [
          key,
          decodeJson(shapes, requirePart(shape.value), item),
        ]),
      );
    case "blob":
      return new Uint8Array(Buffer.from(json as string, "base64"));
    case "timestamp":
      return readMoment(text, formatOf(shapes, member, "body"));
    case "long":
    case "bigInteger":
      return BigInt(text);
    case "bigDecimal":
      return text;
    case "document":
      return toDoubles(json);
    case "string":
    case "enum":
    case "boolean":
      return json;
    default:
      return Number(text);
  }
}

/** Reads members under their names in JSON. A name that the model doesn't have is kept, so that it is seen. */
export function decodeMembers(
  shapes: Shapes,
  members: readonly [string, AstMember][],
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(json).map(([key, item]) => {
    const [name = key, member] = members.find(([own, it]) => (getTrait(it, "jsonName") ?? own) === key) ?? [];
    return [name, member === undefined ? item : decodeJson(shapes, member, item)];
  });
  return Object.fromEntries(entries);
}

function toDoubles(json: unknown): unknown {
  if (json instanceof NumberText) {
    return Number(json.text);
  }
  if (Array.isArray(json)) {
    return json.map(toDoubles);
  }
  return typeof json === "object" && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, item]) => [key, toDoubles(item)]))
    : json;
}
