import { addTypeIssue, type Issue, readPart, Schema } from "./schema.ts";

/** Limits of a list's length. */
export interface ListLimits {
  readonly min?: number;
  readonly max?: number;
}

/** Creates the schema of a list. @param rule - what is allowed, after "it" */
export function array<Item>(
  item: Schema<Item>,
  rule = "must be a list",
  limits: ListLimits = {},
): Schema<Item[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY } = limits;
  return new Schema({
    read(value, issues) {
      if (!Array.isArray(value)) {
        addTypeIssue(issues, rule);
        return value;
      }
      // A list can be very long. Its items don't matter then.
      if (value.length > max) {
        addTypeIssue(issues, rule);
        return value;
      }
      const items = value.map((part, index) => readPart(item, part, index, issues));
      if (items.length < min) {
        issues.push({ path: [], message: rule, skipsChecks: false });
      }
      return items;
    },
    toJson: (annotations) => ({
      ...(limits.min !== undefined && { minItems: limits.min }),
      ...(limits.max !== undefined && { maxItems: limits.max }),
      type: "array",
      items: item.toJson(),
      ...annotations,
    }),
  });
}

type Fields = Readonly<Record<string, Schema<unknown>>>;
type Members<Of extends Fields> = { readonly [Key in keyof Of]: Of[Key]["output"] };

/** Creates the schema of a map with some keys. Others are left out of the result. */
export function object<Of extends Fields>(fields: Of, rule = "must be a map"): Schema<Members<Of>> {
  return new Schema({
    read(value, issues) {
      if (!isMap(value)) {
        addTypeIssue(issues, rule);
        return value;
      }
      return readFields(fields, value, issues);
    },
    toJson: (annotations) => ({ ...describeFields(fields), ...annotations }),
  });
}

/** Creates the schema of a map with some keys and no other. @param rule - what is allowed, after "it" */
export function strictObject<Of extends Fields>(fields: Of, rule = "must be a map"): Schema<Members<Of>> {
  return new Schema({
    read(value, issues) {
      if (!isMap(value)) {
        addTypeIssue(issues, rule);
        return value;
      }
      const members = readFields(fields, value, issues);
      const unknownKeys = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
      if (unknownKeys.length > 0) {
        issues.push({ path: [], message: rule, unknownKeys, skipsChecks: false });
      }
      return members;
    },
    toJson: (annotations) => ({ ...describeFields(fields), additionalProperties: false, ...annotations }),
  });
}

/** Creates the schema of a map with any keys. @param member - the schema of each value */
export function record<Member>(member: Schema<Member>): Schema<Readonly<Record<string, Member>>> {
  return new Schema({
    read(value, issues) {
      if (!isMap(value)) {
        addTypeIssue(issues, "must be a map");
        return value;
      }
      const members = Object.entries(value).map(([key, part]) => [key, readPart(member, part, key, issues)]);
      return Object.fromEntries(members);
    },
    toJson: (annotations) => ({
      type: "object",
      propertyNames: { type: "string" },
      additionalProperties: member.toJson(),
      ...annotations,
    }),
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFields(
  fields: Fields,
  map: Readonly<Record<string, unknown>>,
  issues: Issue[],
): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const key in fields) {
    const hasKey = Object.hasOwn(map, key);
    const member = readPart(fields[key] as Schema<unknown>, hasKey ? map[key] : undefined, key, issues);
    if (hasKey || member !== undefined) {
      members[key] = member;
    }
  }
  return members;
}

function describeFields(fields: Fields): { readonly type: "object"; readonly properties: unknown } {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => !field.isOptional).map(([key]) => key);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([key, field]) => [key, field.toJson()])),
    ...(required.length > 0 && { required }),
  };
}
