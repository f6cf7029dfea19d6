import { formatTable } from "@eks-auth/codegen/terminal";
import type { ClientResult } from "../clients/run-clients.ts";

/** The results of the cases for clients. The command prints it with `--json`. */
export interface ClientSummary {
  /** How many cases ran. */
  readonly total: number;
  /** How many of them passed, by client. */
  readonly passed: Readonly<Record<string, number>>;
  readonly failures: readonly {
    readonly client: string;
    readonly kind: string;
    readonly id: string;
    readonly reason: string;
  }[];
}

/** Adds up the results of the cases for clients. */
export function summarizeClients(results: readonly ClientResult[]): ClientSummary {
  const groups = Object.entries(Object.groupBy(results, ({ client }) => client));
  return {
    total: groups[0]?.[1]?.length ?? 0,
    passed: Object.fromEntries(
      groups.map(([client, group = []]) => [
        client,
        group.filter(({ failure }) => failure === undefined).length,
      ]),
    ),
    failures: results.flatMap(({ client, testCase: { kind, id }, failure }) =>
      failure === undefined ? [] : [{ client, kind, id, reason: failure }],
    ),
  };
}

/** How many failures of clients count: all except those of the official client. */
export function countClientFailures({ failures }: ClientSummary): number {
  return failures.filter(({ client }) => client !== "official").length;
}

/** Formats a summary for a terminal: a table, and the failures with their reasons. */
export function formatClientSummary({ total, passed, failures }: ClientSummary): string {
  const row = ["cases for clients", ...Object.values(passed).map((count) => `${count}/${total}`)];
  const lines = failures.map(
    ({ client, kind, id, reason }) => `FAILED ${kind} ${id} (${client} client)\n  ${reason}`,
  );
  return `${[formatTable(["", ...Object.keys(passed)], [row], "right").trimEnd(), ...lines].join("\n\n")}\n`;
}
