import type { Service, Type } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { SourceFile } from "../print/source-file.ts";

/** Emits the types that code handles: one interface for each structure of the model. */
export function emitModelTypes(service: Service): SourceFile {
  const file = new SourceFile();
  for (const structure of service.structures) {
    const about = jsDoc(structure.documentation, structure.sensitive ? ["@sensitive"] : []);
    if (structure.members.length === 0) {
      file.print`${about}export type ${structure.name} = Record<string, never>;\n`;
      continue;
    }
    file.print`${about}export interface ${structure.name} {`;
    for (const member of structure.members) {
      const secret = member.target.kind === "string" && member.target.sensitive;
      const documentation = jsDoc(member.documentation, secret ? ["@sensitive"] : []);
      const type = typeName(member.target);
      file.print`${documentation}${member.name}${member.required ? `: ${type}` : `?: ${type} | undefined`};`;
    }
    file.print`}\n`;
  }
  return file;
}

function typeName(type: Type): string {
  switch (type.kind) {
    case "string":
      return "string";
    case "timestamp":
      return "Date";
    case "structure":
      return type.name;
  }
}
