/**
 * Finds commands that a program prints for the reader to copy: the indented lines after a line.
 *
 * @param after - a part of that line
 * @returns the commands, or an empty string if there are none
 */
export function findPrintedCommands(output: string, after: string): string {
  const lines = output.split("\n");
  const start = lines.findIndex((line) => line.includes(after)) + 1;
  const block = start === 0 ? [] : lines.slice(start);
  const first = block.findIndex((line) => line !== "");
  const end = block.findIndex((line, index) => index > first && !line.startsWith("  "));
  return block
    .slice(Math.max(first, 0), end === -1 ? undefined : end)
    .map((line) => line.slice(2))
    .join("\n");
}
