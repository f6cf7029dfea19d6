import { addTypeIssue, type Issue, Schema, skipsChecksOf } from "./schema.ts";

/**
 * Creates the schema of values that one of several schemas accepts: the first of them that does.
 *
 * @param rule - what is allowed, after "it". If a value has the types of exactly one of them, its issues are reported instead.
 */
export function union<Options extends readonly Schema<unknown>[]>(
  options: Options,
  rule = "must have another type",
): Schema<Options[number]["output"]> {
  return new Schema({
    read(value, issues) {
      const ofType: Issue[][] = [];
      for (const option of options) {
        const found: Issue[] = [];
        const output = option.read(value, found);
        if (found.length === 0) {
          return output;
        }
        if (!skipsChecksOf(found, 0)) {
          ofType.push(found);
        }
      }
      const [only, ...others] = ofType;
      if (only !== undefined && others.length === 0) {
        issues.push(...only);
      } else {
        addTypeIssue(issues, rule);
      }
      return undefined;
    },
    toJson: (annotations) => ({ anyOf: options.map((option) => option.toJson()), ...annotations }),
  });
}
