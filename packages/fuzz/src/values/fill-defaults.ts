import { getTrait, type Shapes } from "../shapes/shapes.ts";

/**
 * Puts the model's defaults in the place of a message's absent members: what the other side is to see.
 *
 * @param id - the structure's shape ID
 */
export function fillDefaults(
  shapes: Shapes,
  id: string,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const filled = { ...value };
  for (const [name, member] of shapes.membersOf(id)) {
    const standard = getTrait(member, "default");
    if (standard !== undefined && !Object.hasOwn(value, name)) {
      filled[name] = shapes.find(member.target).type === "long" ? BigInt(Number(standard)) : standard;
    }
  }
  return filled;
}
