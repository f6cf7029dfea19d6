import type { BoundMember, Message } from "../../model/service.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { clientType } from "../client-symbols.ts";
import { typeExpression } from "../expressions.ts";
import { modelType } from "../server/symbols.ts";

/**
 * Prints the type of an operation's input: the model's, except that a client can leave out an idempotency token, and can
 * send text or bytes as a stream.
 */
export function inputType(input: Message | undefined): Printable {
  if (input === undefined || input.members.length === 0) {
    return "object";
  }
  const model = modelType(input.name);
  const replaced = input.members.filter((member) => isOwnToken(member) || isStream(member));
  if (replaced.length === 0) {
    return model;
  }
  const names = replaced.map(({ name }) => literal(name)).join(" | ");
  return code`Omit<${model}, ${names}> & { ${join(replaced.map(printProperty), "; ")} }`;
}

/** Whether a caller can leave out all members of an input. */
export function isOptionalInput(input: Message | undefined): boolean {
  return (input?.members ?? []).every((member) => !member.required || isOwnToken(member));
}

function isOwnToken({ idempotencyToken, required }: BoundMember): boolean {
  return idempotencyToken && required;
}

function isStream({ target }: BoundMember): boolean {
  return target.kind === "blob" && target.streaming;
}

function printProperty({ name, target, required, idempotencyToken }: BoundMember): Printable {
  const isOptional = !required || idempotencyToken;
  const optional = isOptional ? "?" : "";
  if (target.kind !== "blob") {
    return code`${name}${optional}: ${typeExpression(target)} | undefined`;
  }
  const content = clientType("RequestBody");
  return code`${name}${optional}: ${isOptional ? content : code`NonNullable<${content}>`}`;
}
