import { getShape } from "./model.ts";

/**
 * Makes of a case's params what an implementation handles: a timestamp is a number of seconds there and a `Date` here.
 *
 * @param id - the shape that `value` is of
 * @throws Error for a type of shape that the service's model doesn't use, or a member that the shape doesn't have
 */
export function convertParams(value: unknown, id: string): unknown {
  const shape = getShape(id);
  switch (shape.type) {
    case "string":
      return value;
    case "timestamp":
      return new Date(Number(value) * 1000);
    case "structure":
      return Object.fromEntries(
        Object.entries(value as object).map(([name, member]) => {
          const target = shape.members?.[name]?.target;
          if (target === undefined) {
            throw new Error(`${id} has no member ${name}`);
          }
          return [name, convertParams(member, target)];
        }),
      );
    default:
      throw new Error(`${id}: write here how params of type ${shape.type} are converted`);
  }
}
