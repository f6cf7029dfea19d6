import { byName } from "./by-name.ts";
import type { Structure } from "./service.ts";

/**
 * Lists structures and all that they contain, each once, by name.
 *
 * @param roots - inputs, to learn what has to be read; outputs, to learn what has to be written
 */
export function structureClosure(roots: readonly Structure[]): readonly Structure[] {
  const found = new Map<string, Structure>();
  const visit = (structure: Structure): void => {
    if (found.has(structure.name)) {
      return;
    }
    found.set(structure.name, structure);
    for (const { target } of structure.members) {
      if (target.kind === "structure") {
        visit(target);
      }
    }
  };
  roots.forEach(visit);
  return byName(found.values());
}
