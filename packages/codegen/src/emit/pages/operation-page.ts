import type { AuthScheme } from "../../model/auth.ts";
import type { JsonAst } from "../../model/json-ast.ts";
import type { Message, Operation, PathSegment, Service } from "../../model/service.ts";
import { type Example, listExamples } from "../examples.ts";
import { printJson } from "../expressions.ts";
import type { LinkType } from "./describe-type.ts";
import { cell, firstSentence, page, table } from "./markdown.ts";
import { boundMembersTable } from "./members-table.ts";
import { describeRetries } from "./retries.ts";

/** Formats the page of an operation: request, input, output, errors and examples. */
export function formatOperation(
  operation: Operation,
  service: Service,
  ast: JsonAst,
  link: LinkType,
): string {
  const { name, documentation, input, output, errors } = operation;
  const traits = ast.shapes[operation.id]?.traits ?? {};
  const examples = listExamples(operation.id, ast);
  return page([
    `# ${name}`,
    describeDeprecation(traits["smithy.api#deprecated"]),
    documentation,
    `\`\`\`http\n${formatRequestLine(operation)}\n\`\`\``,
    listFacts(operation, service, ast),
    ...formatMessage("Input", input, link, "The operation has no input."),
    ...formatMessage("Output", output, link, "The response has no members."),
    "## Errors",
    errors.length === 0
      ? "The operation has no errors."
      : table(
          ["error", "status", "retried", "when"],
          errors.map((error) => [
            `[${error.name}](errors.md#${error.name.toLowerCase()})`,
            String(error.status),
            describeRetries(error),
            firstSentence(error.documentation),
          ]),
        ),
    ...(examples.length === 0 ? [] : ["## Examples", ...examples.map(formatExample)]),
  ]);
}

/** The method, the path and the fixed query of an operation: `GET /things/{id}?all`. */
export function formatRequestLine({ method, path, query }: Operation): string {
  const segments = path.map(formatSegment).join("/");
  const fixed = query.map(({ name, value }) => (value === "" ? name : `${name}=${value}`)).join("&");
  return `${method} /${segments}${fixed === "" ? "" : `?${fixed}`}`;
}

function formatSegment(segment: PathSegment): string {
  return segment.kind === "literal"
    ? segment.text
    : `{${segment.member}${segment.kind === "greedy" ? "+" : ""}}`;
}

function describeDeprecation(trait: unknown): string {
  if (trait === undefined) {
    return "";
  }
  const { message = "", since } = trait as { readonly message?: string; readonly since?: string };
  return `**Deprecated**${since === undefined ? "" : ` since ${since}`}. ${cell(message)}`;
}

/** Lists the traits that callers and implementers need to know. */
function listFacts(operation: Operation, { signingName }: Service, { shapes }: JsonAst): string {
  const { id, status, auth, pagination, waiters, checksumRequired, takesGzip, unsignedPayload } = operation;
  const traits = shapes[id]?.traits ?? {};
  const facts = [
    `Success: status ${status}`,
    `Authentication: ${auth.map((scheme) => describeAuth(scheme, signingName)).join(" or ")}`,
    ...(traits["smithy.api#readonly"] === undefined ? [] : ["It changes nothing"]),
    ...(traits["smithy.api#idempotent"] === undefined
      ? []
      : ["Idempotent: the same request twice has the effect of one"]),
    ...(pagination === undefined
      ? []
      : [
          `In pages: send \`${pagination.outputToken.join(".")}\` of a response as \`${pagination.inputToken.name}\`${
            pagination.pageSize === undefined ? "" : `; \`${pagination.pageSize.name}\` limits a page`
          }`,
        ]),
    ...waiters.map(({ name, documentation }) => `Waiter \`${name}\`: ${cell(documentation)}`),
    ...(checksumRequired ? ["The request needs a checksum of its body"] : []),
    ...(takesGzip ? ["The body can be compressed with gzip"] : []),
    ...(unsignedPayload ? ["The body is not part of the signature"] : []),
  ];
  return facts.map((fact) => `- ${fact}`).join("\n");
}

function describeAuth(scheme: AuthScheme, signingName: string | undefined): string {
  switch (scheme) {
    case "aws.auth#sigv4":
      return `SigV4 for \`${signingName}\``;
    case "smithy.api#noAuth":
      return "none";
    default:
      return `\`${scheme}\``;
  }
}

function formatMessage(title: string, message: Message | undefined, link: LinkType, empty: string): string[] {
  return message === undefined || message.members.length === 0
    ? [`## ${title}`, empty]
    : [`## ${title}`, message.documentation, boundMembersTable(message.members, link)];
}

function formatExample({ title, documentation = "", input, output, error }: Example): string {
  const result =
    error === undefined
      ? ["Output:", formatJson(output)]
      : [`Error \`${error.shapeId.replace(/.*#/, "")}\`:`, formatJson(error.content)];
  return page([`### ${title}`, documentation, "Input:", formatJson(input), ...result]);
}

function formatJson(value: unknown): string {
  return `\`\`\`json\n${printJson(value ?? {}, 2)}\n\`\`\``;
}
