import { formatTable } from "../core/output.ts";

/** An association in the table of `association list`. */
export interface ListedAssociation {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly targetRoleArn: string | undefined;
  /** In seconds; undefined for the service's default. */
  readonly durationSeconds: number | undefined;
  readonly policy: string | undefined;
  readonly id: string | undefined;
  /** Further columns, by their headings. All associations of a table have the same ones. */
  readonly more?: Readonly<Record<string, string>>;
}

/** How to print the table. */
export interface ListTableOptions {
  /** The cluster's account; undefined if it is not known. */
  readonly accountId: string | undefined;
  /** Whether to print whole ARNs, and IDs. */
  readonly wide: boolean | undefined;
}

/** Formats the table of `association list`. Columns that would be empty are left out. */
export function formatList(
  associations: readonly ListedAssociation[],
  { accountId, wide = false }: ListTableOptions,
): string {
  const formatRole = (arn = ""): string => (wide ? arn : shortenRole(arn, accountId));
  const rows = associations.map(
    ({ namespace, serviceAccount, roleArn, targetRoleArn, durationSeconds, policy, id, more }) => ({
      NAMESPACE: namespace,
      "SERVICE ACCOUNT": serviceAccount,
      ROLE: formatRole(roleArn),
      "TARGET ROLE": formatRole(targetRoleArn),
      LIFETIME: durationSeconds === undefined ? "" : `${durationSeconds} s`,
      POLICY: policy === undefined ? "" : "yes",
      ...more,
      ...(wide && { ID: id ?? "" }),
    }),
  );
  const headings = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  const filled = headings.filter((heading) => rows.some((row) => row[heading] !== ""));
  return formatTable(
    filled,
    rows.map((row) => filled.map((heading) => row[heading] ?? "")),
  );
}

/** `role/cart` if a role is in the cluster's account, else `111122223333:role/cart`. */
function shortenRole(arn: string, accountId: string | undefined): string {
  const [, , , , account, name] = arn.split(":");
  return name === undefined || account === accountId ? (name ?? arn) : `${account}:${name}`;
}
