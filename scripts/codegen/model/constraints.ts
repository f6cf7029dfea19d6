import type { Type } from "./service.ts";

/** Tells whether a value of a type can break a constraint of the model, so that it has to be checked. */
export function isConstrained(type: Type): boolean {
  switch (type.kind) {
    case "string":
      return type.length !== undefined || type.pattern !== undefined;
    case "timestamp":
      return false;
    case "structure":
      return type.members.some((member) => member.required || isConstrained(member.target));
  }
}
