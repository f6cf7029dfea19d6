import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CallerErrorCode,
  type Decision,
  InvalidTokenError,
  type RefusalReason,
} from "@eks-auth/service";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { formatDecision } from "../../src/audit/audit-record.ts";

const page = readFileSync(join(root, "docs/audit.md"), "utf8");
const example = JSON.parse(/```json\n(.*)\n```/.exec(page)?.[1] ?? "");

/** The first cells of a table's rows below a heading, without their formatting. */
function readNames(heading: string): string[] {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const [rows = ""] = section.split("\n## ");
  return [...rows.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = ""]) =>
    cell.replaceAll("`", "").split(", "),
  );
}

const request = {
  time: new Date(example.time),
  requestId: example.requestId,
  cluster: example.cluster,
  caller: {
    name: example.caller,
    methods: ["serviceAccount"],
    clusters: "all",
    node: { name: "node-1" },
    sameNode: true,
  },
  clientAddress: example.clientAddress,
  pod: {
    namespace: "shop",
    serviceAccount: "cart",
    pod: { name: example.pod, uid: example.podUid },
    node: { name: example.podNode },
    tokenId: example.tokenId,
    keyId: example.keyId,
  },
} as const;

const grant: Decision = {
  ...request,
  outcome: "granted",
  association: { id: example.association, roleArn: example.role, targetRoleArn: undefined },
  credentials: {
    accessKeyId: example.accessKeyId,
    expiration: new Date(example.expiration),
    assumedRole: {
      arn: `arn:aws:sts::111122223333:assumed-role/cart/${example.session}`,
      id: "AROA:session",
    },
    stsRequestId: example.stsRequestId,
  },
};

/** The names of the fields that the logger adds, and that are not in each line. */
const added = ["level", "msg", "time"];

test("the example of the documentation is the line of a grant", () => {
  const { level, time, msg, ...fields } = example;
  expect(JSON.parse(JSON.stringify(formatDecision(grant)))).toEqual(fields);
  expect({ level, msg }).toEqual({ level: "info", msg: "credentials issued" });
});

test("the documentation lists every field", () => {
  const refusal: Decision = {
    ...request,
    outcome: "refused",
    error: "InvalidTokenException",
    reason: new InvalidTokenError("format", "The token is not a well-formed JWT."),
    association: undefined,
  };
  const names = new Set([
    ...Object.keys(formatDecision(grant)),
    ...Object.keys(formatDecision(refusal)),
    ...added,
  ]);
  expect(readNames("Fields").sort()).toEqual([...names].sort());
  expect(formatDecision(refusal)).toMatchObject({ code: "token_invalid", check: "format" });
});

/** The codes of a caller's rejection that come after its authentication. Others are in the log only. */
const callerCodes: readonly CallerErrorCode[] = [
  "caller_denied",
  "cluster_not_allowed",
  "node_differs",
  "node_unknown",
];

/** Every other code that a line can have. A decision that can't be recorded has no line. */
const codes: Readonly<Record<Exclude<RefusalReason["code"], CallerErrorCode | "audit_unavailable">, true>> = {
  association_not_found: true,
  associations_unavailable: true,
  caller_rate_limited: true,
  cluster_rate_limited: true,
  denied: true,
  revocation_unavailable: true,
  token_revoked: true,
  cluster_not_found: true,
  external_id_reserved: true,
  globs_too_complex: true,
  internal_error: true,
  invalid_parameter: true,
  invalid_request: true,
  issuer_unavailable: true,
  role_not_allowed: true,
  role_refused: true,
  throttled: true,
  token_expired: true,
  token_invalid: true,
  unavailable: true,
  unknown_key: true,
};

test("the documentation lists every code", () => {
  expect(readNames("Codes").sort()).toEqual([...Object.keys(codes), ...callerCodes].sort());
});
