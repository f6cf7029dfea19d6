import type { Model, Shape } from "../model/model.ts";

/**
 * Copies a value and changes its leaves, which have neither members nor items nor entries. Nulls stay, and keys whose
 * value is undefined are removed.
 *
 * @param id - the shape of `value`
 * @param change - returns the new value of a leaf
 */
export function mapLeaves(
  value: unknown,
  id: string,
  model: Model,
  change: (leaf: unknown, shape: Shape) => unknown,
): unknown {
  if (value === null || value === undefined) {
    return value;
  }
  const shape = model.getShape(id);
  switch (shape.type) {
    case "structure":
    case "union":
      return mapEntries(value, (name) => shape.members?.[name]?.target);
    case "map":
      return mapEntries(value, () => shape.value?.target);
    case "list":
      return (value as unknown[]).map((item) => mapLeaves(item, shape.member?.target ?? "", model, change));
    default:
      return change(value, shape);
  }

  function mapEntries(entries: object, getTarget: (name: string) => string | undefined): object {
    const present = Object.entries(entries).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      present.map(([name, item]) => {
        const target = getTarget(name);
        return [name, target === undefined ? item : mapLeaves(item, target, model, change)];
      }),
    );
  }
}
