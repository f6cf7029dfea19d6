/** A cell in quotes, in which two quotes stand for one, or one without; and what ends it. */
const cell = /(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\r?\n|$)/y;

/**
 * Reads CSV: rows of cells, the heading's among them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  cell.lastIndex = 0;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) {
      break;
    }
    const [, quoted, plain = "", end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
