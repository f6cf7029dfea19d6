const lineWidth = 100;

/**
 * The tag that names the shape of a declaration.
 *
 * @param id - a shape ID, or a member's: `com.example#Thing$name`
 */
export function seeShape(id: string): string {
  return `@see ${id}`;
}

/**
 * Prints a JSDoc comment, wrapped.
 *
 * @param text - CommonMark, such as a shape's `@documentation`; can be empty
 * @param tags - the tags after the text: `@throws ThrottlingException`
 * @returns the comment and a line break, or an empty string if there is neither text nor tag
 */
export function jsDoc(text: string, tags: readonly string[] = []): string {
  const paragraphs = text.trim() === "" ? [] : wrapMarkdown(text.trim());
  const separator = paragraphs.length > 0 && tags.length > 0 ? [""] : [];
  const lines = [...paragraphs, ...separator, ...tags].map((line) => line.replaceAll("*/", "*\\/"));
  if (lines.length === 0) {
    return "";
  }
  if (lines.length === 1) {
    return `/** ${lines[0]} */\n`;
  }
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** Wraps plain paragraphs. Lists, code and quotes keep their line breaks. */
function wrapMarkdown(text: string): string[] {
  const blocks = text.split(/\n{2,}/).map((block) => {
    const isPlain = !/^(\s*([-*+>#|]|\d+\.)\s|\s*```| {4}|\t)/m.test(block);
    return isPlain ? wrap(block.replaceAll(/\s+/g, " ")) : block.split("\n");
  });
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
