import type { AstMember, AstShape } from "../../codegen/model/json-ast.ts";

/** The members of a shape: a list's `member`, a map's `key` and `value`, else those that it names. */
export function membersOf(shape: AstShape): ReadonlyMap<string, AstMember> {
  const { member, key, value, members = {} } = shape;
  const parts = Object.entries({ member, key, value }).filter(
    (part): part is [string, AstMember] => part[1] !== undefined,
  );
  return new Map([...parts, ...Object.entries(members)]);
}
