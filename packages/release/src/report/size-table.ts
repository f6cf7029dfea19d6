import type { Table } from "@eks-auth/benchmarks/src/report/table.ts";
import type { JudgedSize } from "../quality/judge-sizes.ts";

/** Arranges entry points and their limits in a table. */
export function tabulateSizes(sizes: readonly JudgedSize[]): Table {
  return {
    headings: ["entry", "minified", "limit", "gzip", "limit", "holds"],
    rows: sizes.map(({ entry, size, limit, holds }) => [
      entry,
      formatBytes(size.minified),
      formatBytes(limit?.minified),
      formatBytes(size.gzip),
      formatBytes(limit?.gzip),
      holds ? "yes" : "no",
    ]),
  };
}

function formatBytes(bytes: number | undefined): string {
  return bytes === undefined ? "none" : bytes.toLocaleString("en");
}
