import { formatOf } from "../../model/bindings.ts";
import { rawNumber } from "../../model/exact-numbers.ts";
import { getTrait, type Member, type Model, requirePart } from "../../model/model.ts";

/** Converts a value to one that `JSON.stringify` writes as restJson1 requires. */
export function encodeJson(model: Model, member: Member, value: unknown): unknown {
  const shape = model.getShape(member.target);
  if (value === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return encodeMembers(model, model.getMembers(member.target), value as Record<string, unknown>);
    case "list":
      return (value as unknown[]).map((item) => encodeJson(model, requirePart(shape.member), item));
    case "map":
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [
          key,
          encodeJson(model, requirePart(shape.value), item),
        ]),
      );
    case "blob":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "timestamp": {
      const format = formatOf(model, member, "body");
      const text = formatTimestamp(value as Date, format);
      return format === "epoch-seconds" ? rawNumber(text === "-0" ? "0" : text) : text;
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

/** Converts members of a structure, by their names in JSON. */
export function encodeMembers(
  model: Model,
  members: readonly [string, Member][],
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const present = members.filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(
    present.map(([name, member]) => [
      getTrait<string>(member, "jsonName") ?? name,
      encodeJson(model, member, value[name]),
    ]),
  );
}

/** Formats a timestamp. */
export function formatTimestamp(timestamp: Date, format: string): string {
  switch (format) {
    case "date-time":
      return timestamp.toISOString();
    case "http-date":
      return timestamp.toUTCString();
    default:
      return String(timestamp.getTime() / 1000);
  }
}

/** Parses a timestamp that a stub wrote. */
export function parseTimestamp(text: string, format: string): Date {
  switch (format) {
    case "date-time":
      return new Date(text);
    case "http-date": {
      // JavaScript parses the year 0099 as 1999.
      const [, day, month = "", year, time] = /^\w+, (\d+) (\w+) (\d+) (.+) GMT$/.exec(text) ?? [];
      const number = String(months.indexOf(month) + 1).padStart(2, "0");
      return new Date(`${year}-${number}-${day}T${time}Z`);
    }
    default:
      return new Date(Math.round(Number(text) * 1000));
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
