import type { Printable } from "../../print/source-file.ts";
import { constantValue, requiredValue, type Value } from "./value.ts";

/** A doubled brace, a reference such as `{url#scheme}`, or text. */
const token = /\{\{|\}\}|\{([^{}#]+)(?:#([^{}]+))?\}|[^{}]+/g;

/**
 * Compiles a template.
 *
 * @param read - compiles a variable, or an attribute of it
 * @see https://smithy.io/2.0/additional-specs/rules-engine/specification.html#template-string
 */
export function compileTemplate(
  template: string,
  read: (name: string, attribute: string | undefined) => Value,
): Value {
  const parts = [...template.matchAll(token)].map(([text, name, attribute]): Value => {
    return name === undefined ? constantValue(text.replace(/^([{}])\1$/, "$1")) : read(name, attribute);
  });
  const constants = parts.flatMap(({ constant }) => (constant === undefined ? [] : [constant]));
  if (constants.length === parts.length) {
    return constantValue(constants.join(""));
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.kind === "string" && !only.isOptional) {
    return only;
  }
  return requiredValue("string", ["`", ...parts.map(printPart), "`"]);
}

function printPart({ constant, code }: Value): Printable {
  return constant === undefined ? ["${", code, "}"] : String(constant).replaceAll(/[\\`]|\$(?=\{)/g, "\\$&");
}
