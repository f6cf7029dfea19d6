import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AssociationChange,
  AssociationChangeError,
  type Caller,
  type CallerErrorCode,
  type EksApiReason,
} from "@eks-auth/service";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { AuditLog } from "../../src/audit/audit-log.ts";
import { formatChange } from "../../src/audit/change-record.ts";
import { JsonLogger } from "../../src/core/logger.ts";

const page = readFileSync(join(root, "docs/audit.md"), "utf8");

/** A section of the page, without its heading. */
function readSection(heading: string): string {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  return section.split("\n## ")[0] ?? "";
}

/** The first cells of a table's rows, without their formatting. */
function readNames(section: string): string[] {
  return [...section.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = ""]) =>
    cell.replaceAll("`", "").split(", "),
  );
}

const example = JSON.parse(/```json\n(.*)\n```/.exec(readSection("Changes of associations"))?.[1] ?? "");
const caller: Caller = { name: example.caller, methods: ["sigv4"], clusters: "all", sameNode: false };
const request = {
  time: new Date(example.time),
  requestId: example.requestId,
  operation: example.operation,
  cluster: example.cluster,
  caller,
  clientAddress: example.clientAddress,
};
const change: AssociationChange = {
  ...request,
  outcome: "changed",
  association: {
    id: example.association,
    namespace: example.namespace,
    serviceAccount: example.serviceAccount,
    roleArn: example.role,
    targetRoleArn: undefined,
  },
  members: example.members,
};

test("the example of the documentation is the line of a change", () => {
  const { level, time, msg, ...fields } = example;
  expect(JSON.parse(JSON.stringify(formatChange(change)))).toEqual(fields);
  expect({ level, msg }).toEqual({ level: "info", msg: "association changed" });
});

test("a reason that quotes a long value is shortened", () => {
  const namespace = "n".repeat(60_000);
  const refusal: AssociationChange = {
    ...request,
    outcome: "refused",
    error: "InvalidParameterException",
    reason: new AssociationChangeError("invalid", `The association for ${namespace}/cart is not valid.`),
    association: {},
  };
  expect(JSON.stringify(formatChange(refusal)).length).toBeLessThan(2_000);
});

test("the documentation lists every field", () => {
  const refusal: AssociationChange = {
    ...request,
    outcome: "refused",
    error: "ResourceInUseException",
    reason: new AssociationChangeError("exists", "There is one already."),
    association: { namespace: "shop" },
  };
  expect(formatChange(refusal)).toMatchObject({ code: "exists", answer: "ResourceInUseException" });
  const documented = readNames(readSection("Changes of associations") + readSection("Fields"));
  for (const name of [...Object.keys(formatChange(change)), ...Object.keys(formatChange(refusal))]) {
    expect(documented).toContain(name);
  }
});

test("a change that may have been made has its own outcome and message", async () => {
  const lines: string[] = [];
  const destination = {
    name: "the audit",
    write(bytes: Uint8Array): number {
      lines.push(Buffer.from(bytes).toString());
      return bytes.length;
    },
    describeFailure: (code: string) => code,
  };
  const audit = new AuditLog(new JsonLogger("info", undefined, destination), () => {});
  const unknown = {
    outcome: "unknown",
    error: "ServerException",
    reason: new AssociationChangeError("outcome_unknown", "The connection was lost."),
    association: { namespace: "shop" },
  } as const;
  await audit.recordChange({ ...request, ...unknown });
  await audit.recordChange({ ...request, ...unknown, outcome: "refused" });
  await audit.close();
  expect(
    lines
      .join("")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { level: "warn", outcome: "unknown", code: "outcome_unknown", msg: "change may have been made" },
    { level: "warn", outcome: "refused", msg: "change refused" },
  ]);
});

/** Every code of a refused change that a refusal of an exchange does not have, too. */
const codes: Readonly<
  Record<
    Exclude<
      EksApiReason["code"] | "change_not_allowed",
      | Exclude<CallerErrorCode, "change_not_allowed">
      | "cluster_not_found"
      | "caller_rate_limited"
      | "cluster_rate_limited"
      | "associations_unavailable"
      | "audit_unavailable"
    >,
    true
  >
> = {
  association_id_unknown: true,
  busy: true,
  change_not_allowed: true,
  exists: true,
  file_unusable: true,
  invalid: true,
  limit: true,
  missing: true,
  next_token_invalid: true,
  outcome_unknown: true,
  resource_arn_invalid: true,
  resource_unknown: true,
  token_reused: true,
  too_many_in_progress: true,
  unwritable: true,
};

test("the documentation lists every code", () => {
  expect(readNames(readSection("Codes of changes")).sort()).toEqual(Object.keys(codes).sort());
});
