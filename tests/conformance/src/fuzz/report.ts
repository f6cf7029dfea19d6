import type { Finding } from "./fuzz.ts";
import { type Growth, isTooSteep } from "./growth.ts";

/** The most of a body, header or path that is printed: the seed makes the whole again. */
const maxLength = 2000;

/** Prints a finding with its request. Bytes of the body are written as Latin-1. */
export function printFinding({ problem, request: { origin, wire } }: Finding): string {
  const text = {
    ...wire,
    headers: wire.headers.slice(0, 50),
    body: Buffer.from(wire.body).toString("latin1"),
  };
  const json = JSON.stringify(
    text,
    (_, value) => (typeof value === "string" ? value.slice(0, maxLength) : value),
    2,
  );
  return `${problem}\n  made by: ${origin}\n  request: ${json.replaceAll("\n", "\n  ")}\n`;
}

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
