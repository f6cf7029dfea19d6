/**
 * Reads the comments of `values.yaml`: the lines directly above a key describe it.
 *
 * It reads only what that file has: keys with two spaces for each level, and comments on lines of their own.
 *
 * @param text - of the file
 * @returns the comments as text on one line, by the path of their key: `cluster.name`
 */
export function readValueComments(text: string): Map<string, string> {
  const comments = new Map<string, string>();
  const path: string[] = [];
  let above: string[] = [];
  for (const line of text.split("\n")) {
    const comment = /^ *# ?(.*)$/.exec(line)?.[1];
    const [, spaces, key] = /^( *)([A-Za-z]+):(?: |$)/.exec(line) ?? [];
    if (comment !== undefined) {
      above.push(comment);
      continue;
    }
    if (spaces !== undefined && key !== undefined) {
      path.splice(spaces.length / 2, Number.POSITIVE_INFINITY, key);
      if (above.length > 0) {
        comments.set(path.join("."), above.join(" "));
      }
    }
    above = [];
  }
  return comments;
}
