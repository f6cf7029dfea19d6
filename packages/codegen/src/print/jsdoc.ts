const lineWidth = 100;

/**
 * Writes a JSDoc comment, wrapped.
 *
 * @param text - CommonMark as a model's `@documentation` has it; empty for none
 * @param tags - tags to follow it, `@throws ThrottlingException`
 * @returns the comment with a line break behind it, or nothing where there is nothing to say
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

/** Joins and wraps the lines of plain paragraphs. Lists, code and quotes keep their lines. */
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
