import { addTypeIssue, type Definition, Schema } from "./schema.ts";

/** Limits of a text's length in characters (Unicode code points), and its pattern. */
export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** Creates the schema of a text. @param rule - what is allowed, after "it" */
export function string(rule = "must be a text", limits: TextLimits = {}): Schema<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = limits;
  const isValid = (text: string): boolean => {
    // A character has one or two UTF-16 units. They are counted only if that matters.
    const length = text.length < 2 * min || text.length > max ? [...text].length : text.length;
    return length >= min && length <= max && pattern?.test(text) !== false;
  };
  return new Schema({
    read(value, issues) {
      if (typeof value !== "string") {
        addTypeIssue(issues, rule);
      } else if (!isValid(value)) {
        issues.push({ path: [], message: rule, skipsChecks: false });
      }
      return value;
    },
    toJson: (annotations) => ({
      type: "string",
      ...(limits.min !== undefined && { minLength: limits.min }),
      ...(limits.max !== undefined && { maxLength: limits.max }),
      ...(pattern !== undefined && { pattern: pattern.source }),
      ...annotations,
    }),
  });
}

/** Creates the schema of a whole number. @param rule - what is allowed, after "it" */
export function int(rule: string, minimum: number, maximum: number): Schema<number> {
  return new Schema({
    read(value, issues) {
      if (!Number.isInteger(value)) {
        addTypeIssue(issues, rule);
      } else if ((value as number) < minimum || (value as number) > maximum) {
        issues.push({ path: [], message: rule, skipsChecks: false });
      }
      return value;
    },
    toJson: (annotations) => ({ type: "integer", minimum, maximum, ...annotations }),
  });
}

/** Creates the schema of anything. */
export const unknown = (): Schema<unknown> =>
  new Schema({ read: (value) => value, toJson: (annotations) => annotations });

/** Creates the schema of a finite number. */
export const number = (): Schema<number> =>
  only(Number.isFinite, "must be a number", (annotations) => ({ type: "number", ...annotations }));

/** Creates the schema of a truth value. @param rule - what is allowed, after "it" */
export const boolean = (rule = "must be true or false"): Schema<boolean> =>
  only(
    (value) => typeof value === "boolean",
    rule,
    (annotations) => ({ type: "boolean", ...annotations }),
  );

/** Creates the schema of a valid date, which JSON does not have. */
export const date = (): Schema<Date> =>
  only(
    (value) => value instanceof Date && !Number.isNaN(value.getTime()),
    "must be a date",
    (annotations) => annotations,
  );

/** Creates the schema of one text or truth value. @param rule - what is allowed, after "it" */
export const literal = <Value extends string | boolean>(
  expected: Value,
  rule = `must be ${expected}`,
): Schema<Value> =>
  only(
    (value) => value === expected,
    rule,
    (annotations) => ({ type: typeof expected, const: expected, ...annotations }),
  );

/** Creates the schema of one of several texts. @param rule - what is allowed, after "it" */
export const oneOf = <const Value extends string>(values: readonly Value[], rule: string): Schema<Value> =>
  only(
    (value) => (values as readonly unknown[]).includes(value),
    rule,
    (annotations) => ({ type: "string", enum: values, ...annotations }),
  );

function only<Value>(
  isValid: (value: unknown) => boolean,
  rule: string,
  toJson: Definition["toJson"],
): Schema<Value> {
  return new Schema({
    read(value, issues) {
      if (!isValid(value)) {
        addTypeIssue(issues, rule);
      }
      return value;
    },
    toJson,
  });
}
