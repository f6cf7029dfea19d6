import type { AstMember, JsonAst } from "../../model/json-ast.ts";
import type { ErrorStructure, Service } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { describeType, type LinkType } from "./describe-type.ts";
import { cell, code, firstSentence, page, table } from "./markdown.ts";
import { boundMembersTable, membersTable } from "./members-table.ts";
import { formatOperation, formatRequestLine } from "./operation-page.ts";
import { describeRetries } from "./retries.ts";

/** The first line of each page. */
export const pagesHeader =
  "<!-- Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again. -->";

/** A type that has a section on the page of shapes. */
type Shape = Extract<Type, { readonly documentation: string }>;

/**
 * Emits the pages of a model in Markdown: index.md, a page for each operation, errors.md and shapes.md.
 *
 * @returns the texts by file name
 */
export function emitModelPages(service: Service, ast: JsonAst): ReadonlyMap<string, string> {
  const shapes = listShapes(service);
  const ids = new Map(shapes.map(({ id, name }) => [id, name.toLowerCase()]));
  const linkFrom =
    (file: string): LinkType =>
    (id) => {
      const anchor = ids.get(id);
      return anchor === undefined ? undefined : `${file}#${anchor}`;
    };
  const pages = new Map([
    ["index.md", formatIndex(service, ast, shapes)],
    ...service.operations.map((operation): [string, string] => [
      `${operation.name}.md`,
      formatOperation(operation, service, ast, linkFrom("shapes.md")),
    ]),
    ["errors.md", formatErrors(service, linkFrom("shapes.md"))],
    ...(shapes.length === 0 ? [] : [["shapes.md", formatShapes(shapes, ast, linkFrom(""))] as const]),
  ]);
  return new Map([...pages].map(([name, text]) => [name, `${pagesHeader}\n\n${text}`]));
}

/** The declared types that are not an input, an output or an error of an operation. */
function listShapes({ types, operations, errors }: Service): Shape[] {
  const messages = new Set(
    [...operations.flatMap(({ input, output }) => [input, output]), ...errors].map((message) => message?.id),
  );
  return types.filter((type): type is Shape => "documentation" in type && !messages.has(type.id));
}

function formatIndex(service: Service, ast: JsonAst, shapes: readonly Shape[]): string {
  const { id, title, documentation, signingName, cors, operations, errors } = service;
  return page([
    `# ${title}`,
    documentation,
    [
      `- Service: \`${id}\`, version ${ast.shapes[id]?.version ?? ""}`,
      "- Protocol: restJson1",
      ...(signingName === undefined ? [] : [`- Signed with SigV4 for \`${signingName}\``]),
      ...(cors === undefined ? [] : [`- Browsers can call it from ${code(cors.origin)}`]),
    ].join("\n"),
    "## Operations",
    table(
      ["operation", "request", "purpose"],
      operations.map((operation) => [
        `[${operation.name}](${operation.name}.md)`,
        code(formatRequestLine(operation)),
        firstSentence(operation.documentation),
      ]),
    ),
    `The model also has [${countOf(errors.length, "error")}](errors.md)${
      shapes.length === 0 ? "" : ` and [${countOf(shapes.length, "shape")}](shapes.md)`
    }.`,
  ]);
}

function formatErrors({ title, errors, operations }: Service, link: LinkType): string {
  const list = (error: ErrorStructure) =>
    operations
      .filter((operation) => operation.errors.includes(error))
      .map(({ name }) => `[${name}](${name}.md)`)
      .join(", ");
  return page([
    `# Errors of ${title}`,
    "A response names its error in the header `x-amzn-errortype`. Clients repeat a request after the errors that say so: those that are marked as retryable in the model, those with the status 429, 500, 502, 503 or 504, and those with a name of throttling or a timeout.",
    table(
      ["error", "status", "whose fault", "retried"],
      errors.map((error) => [
        `[${error.name}](#${error.name.toLowerCase()})`,
        String(error.status),
        error.fault,
        describeRetries(error),
      ]),
    ),
    ...errors.flatMap((error) => [
      `## ${error.name}`,
      error.documentation,
      `Status ${error.status}. Retried: ${describeRetries(error)}. Returned by ${list(error) || "event streams"}.`,
      error.members.length === 0 ? "" : boundMembersTable(error.members, link),
    ]),
  ]);
}

function formatShapes(shapes: readonly Shape[], ast: JsonAst, link: LinkType): string {
  return page([
    "# Shapes",
    ...shapes.flatMap((shape) => [
      `## ${shape.name}`,
      shape.documentation,
      "sensitive" in shape && shape.sensitive ? "It is a secret: it must not be in a log." : "",
      formatContents(shape, ast, link),
    ]),
  ]);
}

function formatContents(shape: Shape, ast: JsonAst, link: LinkType): string {
  switch (shape.kind) {
    case "structure":
      return shape.members.length === 0 ? "It has no members." : membersTable(shape.members, link);
    case "union":
      return `Exactly one of:\n\n${membersTable(shape.members, link)}`;
    case "eventStream":
      return `Events:\n\n${table(
        ["event", "type", "meaning"],
        shape.events.map(({ name, target, documentation }) => [
          `\`${name}\``,
          describeType(target, link),
          cell(documentation),
        ]),
      )}`;
    case "enum":
    case "intEnum": {
      const members = Object.values(ast.shapes[shape.id]?.members ?? {});
      const rows = shape.values.map((value) => [
        code(String(value)),
        cell(documentationOfValue(members, value)),
      ]);
      return table(["value", "meaning"], rows);
    }
  }
}

function documentationOfValue(members: readonly AstMember[], value: unknown): string {
  const found = members.find(({ traits }) => traits?.["smithy.api#enumValue"] === value);
  return (found?.traits?.["smithy.api#documentation"] as string | undefined) ?? "";
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
