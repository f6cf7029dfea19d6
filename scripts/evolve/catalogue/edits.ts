import type { Addition, Replacement } from "./change.ts";

/** Puts a member, with its traits and its documentation, first in a structure. */
export function addMember(structure: string, member: string): Replacement {
  const head = `structure ${structure} {\n`;
  return { find: head, put: `${head}${member.trim().replace(/^(?=.)/gm, "    ")}\n\n` };
}

/** Puts shapes at the end of the operation's file. */
export function addShapes(shapes: string): Addition {
  return { append: `\n${shapes.trim()}\n` };
}

/** Has the service offer one more operation. */
export function offer(operation: string): Replacement {
  const head = "    operations: [\n";
  return { file: "eks-auth.smithy", find: head, put: `${head}        ${operation}\n` };
}
