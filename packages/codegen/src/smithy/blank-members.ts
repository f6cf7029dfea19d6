/** The result of {@link blankMembers}. */
export interface BlankedText {
  readonly text: string;
  /** How often each name was found. */
  readonly found: ReadonlyMap<string, number>;
}

/**
 * Removes members of objects from a JSON text. The rest, with its line numbers and its large numbers, stays as it is.
 *
 * @param json - a valid JSON text
 * @param names - of the members, anywhere in the text
 */
export function blankMembers(json: string, names: ReadonlySet<string>): BlankedText {
  const found = new Map<string, number>();
  let text = "";
  let copied = 0;
  // Each match is a string with the colon after it, if it has one.
  for (const match of json.matchAll(/"((?:\\.|[^"\\])*)"(\s*:)?/g)) {
    const [token, name = "", colon] = match;
    if (match.index < copied || colon === undefined || !names.has(name)) {
      continue;
    }
    const end = findValueEnd(json, match.index + token.length);
    found.set(name, (found.get(name) ?? 0) + 1);
    const after = /^\s*,/.exec(json.slice(end, end + 200))?.[0];
    text += json.slice(copied, match.index);
    if (after === undefined) {
      // The comma before the last member is removed with it.
      text = removeLastComma(text);
    }
    copied = end + (after?.length ?? 0);
    text += "\n".repeat(json.slice(match.index, copied).split("\n").length - 1);
  }
  return { text: text + json.slice(copied), found };
}

function removeLastComma(text: string): string {
  const end = text.trimEnd().length;
  return text[end - 1] === "," ? text.slice(0, end - 1) + text.slice(end) : text;
}

/** Finds the end of the value that starts at a position, after white space. */
function findValueEnd(json: string, start: number): number {
  const tokens = /"(?:\\.|[^"\\])*"|[[\]{}]|[^\s"[\]{},:]+/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(json); token !== null; token = tokens.exec(json)) {
    depth += /^[[{]/.test(token[0]) ? 1 : /^[\]}]/.test(token[0]) ? -1 : 0;
    if (depth <= 0) {
      return tokens.lastIndex;
    }
  }
  return json.length;
}
