/**
 * Makes closing brackets at the start of a line acceptable to a strict parser. YAML requires that a bracket is indented
 * more than the key that it belongs to, but people paste JSON after a key, and most parsers accept it:
 *
 * ```yaml
 * policy: {
 *   "Statement": []
 * }
 * ```
 *
 * The line breaks before such brackets become spaces, so that all positions stay the same. Blocks of text stay as they
 * are, and so does a bracket after a comment. Nothing here knows where a text in quotes begins or ends on another line,
 * so the caller must check that no text has changed.
 */
export function joinClosingBrackets(text: string): string {
  const lines = text.split("\n");
  const isJoined = new Uint8Array(lines.length);
  /** Lines that are indented more than this belong to a block of text. */
  let blockIndent = Number.POSITIVE_INFINITY;
  /** The last line that is not empty. */
  let last = -1;
  for (const [index, line] of lines.entries()) {
    const indent = line.search(/\S/);
    if (indent === -1) {
      continue;
    }
    if (indent <= blockIndent) {
      if (/[\]}]/.test(line.charAt(indent)) && last !== -1 && !hasComment(lines[last] ?? "")) {
        isJoined.fill(1, last + 1, index + 1);
      }
      blockIndent = indentOfBlock(line);
    }
    last = index;
  }
  return lines.reduce((joined, line, index) => {
    // A carriage return is a line break too.
    const part = isJoined[index + 1] ? line.replace(/\r$/, " ") : line;
    return index === 0 ? part : joined + (isJoined[index] ? " " : "\n") + part;
  }, "");
}

/** Whether a line ends with a comment. */
function hasComment(line: string): boolean {
  let quote = "";
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (quote !== "") {
      if (character === quote) {
        quote = "";
      } else if (character === "\\" && quote === '"') {
        index++;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === "#" && (index === 0 || /\s/.test(line.charAt(index - 1)))) {
      return true;
    }
  }
  return false;
}

/** The indentation that the text of a block exceeds; infinity if the line does not end with the header of a block. */
function indentOfBlock(line: string): number {
  const [start] = /^ *(?:- +)*/.exec(line) ?? [""];
  const rest = line.slice(start.length);
  if (!/(?:^|\s)[|>][-+\d]*\s*(?:\s#.*)?$/.test(rest)) {
    return Number.POSITIVE_INFINITY;
  }
  // In a list, a block without a key must only be indented more than its dash.
  return /^[&!|>]/.test(rest) ? start.lastIndexOf("-") : start.length;
}
