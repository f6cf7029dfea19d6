import type { AstMember } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import { getTrait, requirePart, type Shapes } from "../shapes/shapes.ts";
import { formatOf } from "./binding.ts";
import { writeMoment } from "./moments.ts";
import { rawNumber } from "./raw-json.ts";

/** Makes of a value what `JSON.stringify` writes as restJson1 has it. */
export function encodeJson(shapes: Shapes, member: AstMember, value: unknown): unknown {
  const shape = shapes.find(member.target);
  if (value === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return encodeMembers(shapes, shapes.membersOf(member.target), value as Record<string, unknown>);
    case "list":
      return (value as unknown[]).map((item) => encodeJson(shapes, requirePart(shape.member), item));
    case "map":
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [
          key,
          encodeJson(shapes, requirePart(shape.value), item),
        ]),
      );
    case "blob":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "timestamp": {
      const format = formatOf(shapes, member, "body");
      const text = writeMoment(value as Date, format);
      return format === "epoch-seconds" ? rawNumber(toPlainNumber(text)) : text;
    }
    case "long":
    case "bigInteger":
    case "bigDecimal":
      return rawNumber(String(value));
    case "float":
    case "double":
      return Number.isFinite(value) ? value : String(value);
    default:
      return value;
  }
}

/** The members of a structure or a document, under their names in JSON. */
export function encodeMembers(
  shapes: Shapes,
  members: readonly [string, AstMember][],
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const present = members.filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(
    present.map(([name, member]) => [
      getTrait<string>(member, "jsonName") ?? name,
      encodeJson(shapes, member, value[name]),
    ]),
  );
}

function toPlainNumber(text: string): string {
  return text.replace(/^-?0$/, "0");
}
