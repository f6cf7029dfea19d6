import { formatTable } from "@eks-auth/codegen/terminal";
import type { Summary } from "./summary.ts";

/** Formats a summary for a terminal: a table, the failures with their reasons, and the exclusions with theirs. */
export function formatSummary({ total, passed, rows, failures, excluded, comparison }: Summary): string {
  const names = Object.keys(rows[0]?.adapters ?? {});
  const table = rows.map(({ service, kind, adapters }) => [
    `${service} ${kind}`,
    ...names.map((name) => `${adapters[name]?.passed ?? 0}/${adapters[name]?.total ?? 0}`),
  ]);
  const sections = [
    formatTable(["", ...names], table, "right").trimEnd(),
    ...failures.map(
      ({ id, kind, adapters, reason }) => `FAILED ${kind} ${id} (${adapters.join(", ")})\n  ${reason}`,
    ),
    [
      `The official server passes ${comparison.passed} of ${comparison.total} and fails:`,
      ...comparison.failures.map(({ kind, id }) => `  ${kind} ${id}`),
    ].join("\n"),
    ["Excluded:", ...excluded.map(({ id, reason }) => `  ${id}: ${reason}`)].join("\n"),
    `${passed} of ${total} cases passed with every adapter.`,
  ];
  return `${sections.join("\n\n")}\n`;
}
