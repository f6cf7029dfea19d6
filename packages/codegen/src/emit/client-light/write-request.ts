import type { BoundMember, Operation, Service } from "../../model/service.ts";
import type { Member, Type } from "../../model/types.ts";
import { documentClosure } from "../../model/walk-types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { jsonWriter } from "../server/symbols.ts";
import { emitJsonWriter, printProperties } from "../server/write-json.ts";
import { mediaTypeOf } from "../server/write-response.ts";
import { inputType } from "./input-type.ts";
import { selectOperations } from "./select-operations.ts";
import { requestWriterName } from "./symbols.ts";
import { emitHeaders } from "./write-headers.ts";
import { printHostPrefix, printPath } from "./write-path.ts";
import { emitQuery } from "./write-query.ts";

/** Emits write.ts: a function for the input of each operation, and one for each shape that JSON holds. */
export function emitLightWrite(service: Service): SourceFile {
  const file = new SourceFile("write.ts");
  const operations = selectOperations(service);
  for (const operation of operations) {
    emitRequestWriter(file, operation);
  }
  const members = operations.flatMap(({ input }) => input?.members ?? []);
  for (const type of documentClosure(members)) {
    emitJsonWriter(file, withoutOptionalDefaults(type));
  }
  return file;
}

function emitRequestWriter(file: SourceFile, operation: Operation): void {
  const { name, input } = operation;
  const members = (input?.members ?? []).map(allowAbsentDefault);
  const documentation = jsDoc(`Writes the input of ${name} as a request.`, [
    ...(members.length === 0
      ? []
      : ["@throws TypeError if the input doesn't have the type that the model declares"]),
    seeShape(input?.id ?? operation.id),
  ]);
  const parameter = members.length === 0 ? "" : code`input: ${inputType(input)}`;
  file.declare(requestWriterName(name));
  file.print`${documentation}export function ${requestWriterName(name)}(${parameter}): ${clientType("RequestParts")} {`;
  const hasQuery = emitQuery(file, operation, members);
  const body = printBody(members);
  const headers = emitHeaders(file, members, body?.contentType);
  const parts: Printable[] = [
    ...(operation.hostPrefix.length === 0
      ? []
      : [code`toHost: ${clientValue("prefixHost")}(${printHostPrefix(operation.hostPrefix)})`]),
    code`path: ${printPath(operation.path, members)}`,
    ...(hasQuery ? [code`query: ${clientValue("writeQuery")}(query)`] : []),
    ...(headers === undefined ? [] : [headers]),
    ...(body === undefined ? [] : [code`body: ${body.expression}`]),
  ];
  file.print`return { ${join(parts, ", ")} };
    }\n`;
}

/**
 * Lets a caller without types leave out a required member that has a default: an older program does so, and the service
 * fills it in.
 */
function allowAbsentDefault(member: BoundMember): BoundMember {
  return { ...member, required: member.required && member.defaultValue === undefined };
}

/** Removes the defaults of members with the trait `@clientOptional`: clients send only those of other members. */
function withoutOptionalDefaults(type: Type): Type {
  return type.kind !== "structure"
    ? type
    : {
        ...type,
        members: type.members.map((member) =>
          member.clientOptional ? { ...member, defaultValue: undefined } : member,
        ),
      };
}

/**
 * Prints what is sent instead of an absent member of an input. Clients never send defaults of an input's own members.
 *
 * @see https://smithy.io/2.0/spec/aggregate-types.html#input-trait
 */
function printToken({ idempotencyToken }: Member): string | undefined {
  return idempotencyToken ? "crypto.randomUUID()" : undefined;
}

/** The body of a request. */
interface Body {
  /** Its media type, and an expression that decides whether there is a body; always, if it is `undefined`. */
  readonly contentType: ContentType;
  readonly expression: Printable;
}

/** The `content-type` of a request. */
export interface ContentType {
  readonly name: string;
  /** An expression that is true if the request has a body; `undefined` if it always has one. */
  readonly condition: string | undefined;
}

function printBody(members: readonly BoundMember[]): Body | undefined {
  const payload = members.find(({ location }) => location.kind === "payload");
  if (payload !== undefined) {
    return printPayload(members, payload);
  }
  const inBody = members.filter(({ location }) => location.kind === "body");
  return inBody.length === 0
    ? undefined
    : {
        contentType: { name: "application/json", condition: undefined },
        expression: code`JSON.stringify({ ${printProperties(inBody, "input", '""', printToken)} })`,
      };
}

function printPayload(members: readonly BoundMember[], payload: BoundMember): Body {
  const { name, target, required } = payload;
  const value = `input.${name}`;
  const media = mediaTypeOf(members) ?? "application/octet-stream";
  // An absent structure is sent as an empty one, even if it has required members.
  const absent = target.kind === "structure" ? literal("{}") : "undefined";
  const isAlwaysPresent = required || target.kind === "structure";
  return {
    contentType: { name: media, condition: isAlwaysPresent ? undefined : `${value} != null` },
    expression: printPayloadValue(payload, value, absent),
  };
}

function printPayloadValue(
  { name, target, required }: BoundMember,
  value: string,
  absent: string,
): Printable {
  if (target.kind === "blob" && target.streaming) {
    return value;
  }
  const write =
    target.kind === "blob"
      ? clientValue("requireBytes")
      : target.kind === "string" || target.kind === "enum"
        ? clientValue("writeString")
        : jsonWriter(target);
  const isJson = !["blob", "string", "enum"].includes(target.kind);
  const written = code`${write}(${value}, "", ${literal(name)})`;
  const content = isJson ? code`JSON.stringify(${written})` : written;
  return required ? content : code`${value} == null ? ${absent} : ${content}`;
}
