import type { JsonAst } from "../model/json-ast.ts";
import type { ErrorStructure, Service } from "../model/service.ts";
import { describeHandling } from "./describe-error.ts";
import { hasTimestamp, printExample } from "./example-value.ts";
import { type Example, listExamples } from "./examples.ts";

/**
 * Corrects the comments of the official client, which editors show: its errors get their status and whether they are retried;
 * an example of an error shows that the call throws, instead of an empty response; and a timestamp in an example is a `Date`,
 * instead of the number that is sent.
 *
 * @param files - the files that the official generator wrote, by path; a comment in another form stays as it is
 */
export function correctDocumentation(
  files: ReadonlyMap<string, string>,
  service: Service,
  model: JsonAst,
): Map<string, string> {
  const corrected = new Map(files);
  const errors = files.get("src/models/errors.ts");
  if (errors !== undefined) {
    corrected.set("src/models/errors.ts", documentErrors(errors, service.errors));
  }
  for (const { id, name } of service.operations) {
    const path = `src/commands/${name}Command.ts`;
    const text = files.get(path);
    if (text !== undefined) {
      const examples = listExamples(id, model);
      corrected.set(
        path,
        examples.reduce((result, example) => correctExample(result, example, id, model), text),
      );
    }
  }
  return corrected;
}

function documentErrors(text: string, errors: readonly ErrorStructure[]): string {
  const known = new Map(errors.map((error) => [error.name, error]));
  const declaration = /^ \* @public\n \*\/\nexport class (\w+) extends /gm;
  return text.replaceAll(declaration, (found, name: string, offset: number) => {
    const error = known.get(name);
    if (error === undefined) {
      return found;
    }
    const isFirst = text.slice(0, offset).endsWith("/**\n");
    return `${isFirst ? "" : " *\n"} * ${describeHandling(error)}\n${found}`;
  });
}

const commandStart = " * const command = ";
const responseStart = " * const response = await ";
const outputStart = " * /* response is\n";
const outputEnd = " * *\\/";

function correctExample(text: string, example: Example, operation: string, model: JsonAst): string {
  const start = text.indexOf(` * @example ${example.title}\n`);
  const end = text.indexOf("\n * ```\n", start);
  if (start === -1 || end === -1) {
    return text;
  }
  const shape = model.shapes[operation];
  let block = text.slice(start, end + 1);
  block = replaceValue(
    block,
    " * const input = ",
    `;\n${commandStart}`,
    example.input,
    shape?.input?.target,
    model,
  );
  block =
    example.error === undefined
      ? replaceValue(block, outputStart, `\n${outputEnd}`, example.output, shape?.output?.target, model)
      : showError(block, example.error);
  return text.slice(0, start) + block + text.slice(end + 1);
}

/** Replaces the text between two others by a value, if the value has a timestamp. */
function replaceValue(
  block: string,
  before: string,
  after: string,
  value: unknown,
  shape: string | undefined,
  model: JsonAst,
): string {
  const start = block.indexOf(before);
  const end = block.indexOf(after, start);
  if (start === -1 || end === -1 || shape === undefined || !hasTimestamp(value, shape, model)) {
    return block;
  }
  const lines = commentLines(printExample(value, shape, model));
  // The first line of an input is on the line of `const input`.
  const printed = before.endsWith("\n") ? lines : lines.slice(" * ".length);
  return block.slice(0, start + before.length) + printed + block.slice(end);
}

function showError(block: string, { shapeId, content }: NonNullable<Example["error"]>): string {
  const start = block.indexOf(responseStart);
  if (start === -1) {
    return block;
  }
  const name = shapeId.slice(shapeId.indexOf("#") + 1);
  const message = typeof content?.message === "string" ? `: ${content.message}` : "";
  const thrown = `Throws ${name}${message}`.split("\n").map((line) => `// ${line}`);
  return `${block.slice(0, start)}${commentLines(["await client.send(command);", ...thrown].join("\n"))}\n`;
}

/** Prints lines of a comment. */
function commentLines(text: string): string {
  return text
    .split("\n")
    .map((line) => ` * ${line.replaceAll("*/", "*\\/")}`)
    .join("\n");
}
