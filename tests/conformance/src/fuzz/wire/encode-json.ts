import type { AstMember } from "@eks-auth/codegen";
import { getTrait, requirePart, type Shapes } from "../../every-feature-model/shapes.ts";
import { formatOf } from "./encode-request.ts";
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

/** Writes a point in time in a format of Smithy's. */
export function writeMoment(moment: Date, format: string): string {
  switch (format) {
    case "date-time":
      return moment.toISOString();
    case "http-date":
      return moment.toUTCString();
    default:
      return String(moment.getTime() / 1000);
  }
}

/** Reads a point in time that a stub wrote. */
export function readMoment(text: string, format: string): Date {
  switch (format) {
    case "date-time":
      return new Date(text);
    case "http-date": {
      // JavaScript's own parser takes the year 0099 for 1999.
      const [, day, month = "", year, time] = /^\w+, (\d+) (\w+) (\d+) (.+) GMT$/.exec(text) ?? [];
      const number = String(months.indexOf(month) + 1).padStart(2, "0");
      return new Date(`${year}-${number}-${day}T${time}Z`);
    }
    default:
      return new Date(Math.round(Number(text) * 1000));
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
