import type { Summary } from "./summary.ts";

/** Writes a summary out for people: a table, what failed and why, what was left out and why. */
export function formatSummary({ total, passed, rows, failures, excluded, comparison }: Summary): string {
  const names = Object.keys(rows[0]?.adapters ?? {});
  const table = [
    ["", ...names],
    ...rows.map(({ service, kind, adapters }) => [
      `${service} ${kind}`,
      ...names.map((name) => `${adapters[name]?.passed ?? 0}/${adapters[name]?.total ?? 0}`),
    ]),
  ];
  const sections = [
    alignColumns(table),
    ...failures.map(
      ({ id, kind, adapters, reason }) => `FAILED ${kind} ${id} (${adapters.join(", ")})\n  ${reason}`,
    ),
    [
      `The official server passes ${comparison.passed} of ${comparison.total} and fails:`,
      ...comparison.failures.map(({ kind, id }) => `  ${kind} ${id}`),
    ].join("\n"),
    ["Excluded:", ...excluded.map(({ id, reason }) => `  ${id}: ${reason}`)].join("\n"),
    `${passed} of ${total} cases passed behind every adapter.`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function alignColumns(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}
