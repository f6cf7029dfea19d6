import { formatMarkdownTable } from "@eks-auth/codegen/terminal";
import {
  type Example,
  listFields,
  type OpenApiDocument,
  type OpenApiOperation,
  resolveSchema,
  type Schema,
  schemaName,
} from "./open-api.ts";

/** An operation with its place in the document. */
interface Route extends OpenApiOperation {
  readonly method: string;
  readonly path: string;
}

/**
 * Formats an OpenAPI document as a page: requests, responses and examples as they are sent.
 *
 * @param download - the path of the document from the page
 * @param model - the path of the model's overview from the root of the site, which explains the errors
 */
export function formatHttpApi(document: OpenApiDocument, download: string, model: string): string {
  const { title, version, description = "" } = document.info;
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): Route => ({ ...operation, method: method.toUpperCase(), path }),
    ),
  );
  return `# HTTP API: ${title}

${description}

Version ${version}. Download the [OpenAPI document](${download}){download=""}, or read the [model](${model}). A request and a
response have JSON, with \`content-type: application/json\`. A service that knows its callers by SigV4 needs the signature in
\`authorization\`. The name of an error is in the header \`x-amzn-errortype\`, its message in the body.

${formatMarkdownTable(
  ["operation", "request"],
  routes.map(({ operationId, method, path }) => [
    `[${operationId}](#${operationId.toLowerCase()})`,
    `\`${method} ${path}\``,
  ]),
)}
${routes.map((route) => formatRoute(document, route)).join("\n")}`;
}

function formatRoute(document: OpenApiDocument, route: Route): string {
  const { operationId, description = "", parameters = [], requestBody, responses } = route;
  const parameterRows = parameters.map(({ name, in: place, required, schema, description: text = "" }) => [
    `\`${name}\` in ${place}${required ? ", required" : ""}`,
    describeSchema(document, schema),
    toCell(text),
  ]);
  const body = schemaOf(requestBody?.content);
  const bodyRows = body === undefined ? [] : listRows(document, body);
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"));
  const outputRows = listRows(document, schemaOf(success?.[1].content) ?? {});
  const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return [
    `## ${operationId}`,
    `\`\`\`http\n${route.method} ${route.path}\n\`\`\``,
    description,
    ...section("Parameters", ["parameter", "value", "meaning"], parameterRows),
    ...section("Request", ["field", "value", "meaning"], bodyRows),
    ...section(`Response ${success?.[0] ?? ""}`, ["field", "value", "meaning"], outputRows),
    ...section(
      "Errors",
      ["status", "names"],
      errors.map(([status, { content }]) => [status, namesOf(document, schemaOf(content)).join(", ")]),
    ),
    ...formatExamples(route),
    "",
  ].join("\n\n");
}

function section(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`### ${title}`, formatMarkdownTable(headings, rows).trimEnd()];
}

function listRows(document: OpenApiDocument, schema: Schema): string[][] {
  return listFields(document, schema).map(({ path, required, schema: field }) => [
    `\`${path}\`${required ? ", required" : ""}`,
    describeSchema(document, field),
    toCell(field.description ?? ""),
  ]);
}

/** Describes a type and its limits in a few words, as a cell of a table. */
function describeSchema(document: OpenApiDocument, schema: Schema): string {
  const resolved = resolveSchema(document, schema);
  const {
    type = "any",
    items,
    minLength,
    maxLength,
    minItems,
    maxItems,
    minimum,
    maximum,
    pattern,
  } = resolved;
  const name = items === undefined ? type : `array of ${resolveSchema(document, items).type ?? "any"}`;
  const limits = [
    describeRange(minLength, maxLength, " characters"),
    describeRange(minItems, maxItems, " items"),
    describeRange(minimum, maximum, ""),
    ...(resolved.enum === undefined ? [] : [resolved.enum.map((value) => `\`${value}\``).join(", ")]),
    ...(pattern === undefined ? [] : [`\`${pattern.replaceAll("|", "\\|")}\``]),
  ];
  return [name, ...limits.filter((limit) => limit !== "")].join("; ");
}

function describeRange(min: number | undefined, max: number | undefined, unit: string): string {
  if (min === undefined && max === undefined) {
    return "";
  }
  if (max === undefined) {
    return `at least ${min}${unit}`;
  }
  return min === undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`;
}

/** The names of the errors that a body can be of. */
function namesOf(document: OpenApiDocument, schema: Schema = {}): string[] {
  const { anyOf } = resolveSchema(document, schema);
  return (anyOf ?? [schema]).map((each) => `\`${schemaName(each)}\``);
}

function formatExamples({ method, path, parameters = [], requestBody, responses }: Route): string[] {
  const first = parameters[0]?.examples ?? contentOf(requestBody?.content)?.examples ?? {};
  return Object.entries(first).map(([id, { summary = "Example", description = "" }]) => {
    const filled = parameters.reduce(
      (text, { name, examples }) =>
        text.replace(`{${name}}`, encodeURIComponent(String(examples?.[id]?.value ?? ""))),
      path,
    );
    const body = contentOf(requestBody?.content)?.examples?.[id];
    const response = Object.entries(responses).find(([, { content }]) => contentOf(content)?.examples?.[id]);
    const answer = contentOf(response?.[1].content)?.examples?.[id];
    return `### ${summary}

${description}

${formatMessage(`${method} ${filled}`, body)}

${formatMessage(`HTTP/1.1 ${response?.[0] ?? ""}`, answer)}`;
  });
}

function formatMessage(start: string, body: Example | undefined): string {
  const json =
    body === undefined ? "" : `\ncontent-type: application/json\n\n${JSON.stringify(body.value, null, 2)}`;
  return `\`\`\`http\n${start}${json}\n\`\`\``;
}

type Content = NonNullable<OpenApiOperation["requestBody"]>["content"];

function contentOf(content: Content | undefined) {
  return content === undefined ? undefined : Object.values(content)[0];
}

function schemaOf(content: Content | undefined): Schema | undefined {
  return contentOf(content)?.schema;
}

/** A text in one line, for a cell of a table. */
function toCell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
