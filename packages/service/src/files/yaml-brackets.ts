/** A line that ends with the header of a block of text, such as `policy: |`. */
const blockHeader = /^(?<start> *(?:- +)*)(?:.*[:-]\s+|)(?:[&!]\S+\s+)*[|>][-+\d]*\s*(?:\s#.*)?$/;

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
  const joined: string[] = [];
  /** Lines that are indented more than this belong to a block of text. */
  let blockIndent = Number.POSITIVE_INFINITY;
  /** The last line that is not empty, and the empty ones after it. */
  let pending: string[] = [];
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent === -1) {
      pending.push(line);
      continue;
    }
    const isInBlock = indent > blockIndent;
    if (
      !isInBlock &&
      /^[\]}]/.test(line.trimStart()) &&
      pending[0] !== undefined &&
      !hasComment(pending[0])
    ) {
      // A carriage return is a line break too.
      pending = [[...pending, line].join(" ").replaceAll("\r", " ")];
    } else {
      joined.push(...pending);
      pending = [line];
    }
    if (!isInBlock) {
      blockIndent = indentOfBlock(line);
    }
  }
  return [...joined, ...pending].join("\n");
}

function hasComment(line: string): boolean {
  return /(^|\s)#/.test(line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ""));
}

/** The indentation that the text of a block exceeds; infinity if the line is not the header of a block. */
function indentOfBlock(line: string): number {
  const start = blockHeader.exec(line)?.groups?.start;
  if (start === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  const hasKey = !/^[&!|>]/.test(line.slice(start.length));
  return hasKey ? start.length : start.lastIndexOf("-");
}
