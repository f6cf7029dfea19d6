import { partsOf } from "./closure.ts";
import type { Member } from "./service.ts";
import type { Type } from "./type.ts";

/** Tells whether a value of a type can break a constraint of the model, so that it has to be checked. */
export function isConstrained(type: Type): boolean {
  return breaks(type, new Set());
}

/** Tells whether one of a structure's members can break a constraint. */
export function hasConstrainedMember(members: readonly Member[]): boolean {
  return members.some((member) => member.required || isConstrained(member.target));
}

/** A type that contains itself is constrained by something else in it, or not at all. */
function breaks(type: Type, underWay: Set<Type>): boolean {
  if (underWay.has(type)) {
    return false;
  }
  underWay.add(type);
  const own =
    type.kind === "enum" ||
    type.kind === "intEnum" ||
    ("constraints" in type && type.constraints !== undefined) ||
    (type.kind === "structure" && type.members.some((member) => member.required));
  return own || partsOf(type).some((part) => breaks(part, underWay));
}
