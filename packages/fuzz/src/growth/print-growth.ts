import { type Growth, isTooSteep } from "./measure-growth.ts";

/** Prints a table of how the work of each family grows. */
export function printGrowth(growths: readonly Growth[]): string {
  const width = Math.max(...growths.map(({ family }) => family.length));
  const head = `${"family".padEnd(width)} ${["n", "ms at n", "at 2n", "at 4n", "2n/n", "4n/2n"].map(toCell).join("")}`;
  const lines = growths.map((growth) => {
    const { family, size, times, ratios } = growth;
    const cells = [String(size), ...[...times, ...ratios].map((it) => it.toFixed(2))];
    return `${family.padEnd(width)} ${cells.map(toCell).join("")}${isTooSteep(growth) ? "  too steep" : ""}`;
  });
  return `${[head, ...lines].join("\n")}\n`;
}

function toCell(text: string): string {
  return text.padStart(10);
}
