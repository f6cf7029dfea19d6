import type { Constraints, Member, Type } from "./types.ts";
import { partsOf, walkTypes } from "./walk-types.ts";

/** Whether a value of the type can break a constraint of the model, so that it must be checked. */
export const isConstrained: (type: Type) => boolean = createContentCheck(
  (type) =>
    type.kind === "enum" ||
    type.kind === "intEnum" ||
    ("constraints" in type && hasCheck(type.constraints)) ||
    (type.kind === "structure" && type.members.some((member) => member.required)),
);

/** Whether there is something to check: a pattern can be left unchecked. */
function hasCheck(constraints: Constraints | undefined): boolean {
  const { length, range, pattern, uniqueItems = false } = constraints ?? {};
  return length !== undefined || range !== undefined || pattern !== undefined || uniqueItems;
}

/** Whether one of the members can break a constraint. */
export function hasConstrainedMember(members: readonly Member[]): boolean {
  return members.some(
    ({ required, target }) => target.kind !== "eventStream" && (required || isConstrained(target)),
  );
}

/** Whether JSON documents of the types have numbers that `JSON.parse` would round. */
export function holdExactNumbers(types: readonly Type[]): boolean {
  return types.some(holdsExactNumber);
}

const holdsExactNumber = createContentCheck(
  (type) => type.kind === "number" && /^(long|big)/.test(type.size),
);

/**
 * Creates a function that finds out whether a type, or a type in it, has a property. It looks at each type once, however
 * often it is called.
 */
function createContentCheck(hasProperty: (type: Type) => boolean): (type: Type) => boolean {
  const known = new WeakMap<Type, boolean>();
  return (type) => {
    if (!known.has(type)) {
      decide(type, hasProperty, known);
    }
    return known.get(type) === true;
  };
}

/** Decides for all undecided types in a type: for those with the property, then for those that contain them. */
function decide(root: Type, hasProperty: (type: Type) => boolean, known: WeakMap<Type, boolean>): void {
  const containers = new Map<Type, Type[]>();
  walkTypes([root], (type) => {
    const isNew = !containers.has(type) && !known.has(type);
    if (isNew) {
      containers.set(type, []);
    }
    return isNew;
  });
  const positive: Type[] = [];
  for (const type of containers.keys()) {
    const parts = partsOf(type);
    for (const part of parts) {
      containers.get(part)?.push(type);
    }
    if (hasProperty(type) || parts.some((part) => known.get(part) === true)) {
      positive.push(type);
    }
  }
  for (const type of containers.keys()) {
    known.set(type, false);
  }
  for (let type = positive.pop(); type !== undefined; type = positive.pop()) {
    if (known.get(type) === false) {
      known.set(type, true);
      positive.push(...(containers.get(type) ?? []));
    }
  }
}
