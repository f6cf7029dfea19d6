import { inspect } from "node:util";
import { expect } from "vitest";
import { CredentialIssuerError } from "../../../src/credentials/credential-issuer.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import type { RoleArn } from "../../../src/names/arn.ts";
import { entitle, roleOf } from "../sample-entitlement.ts";

export const role = "arn:aws:iam::444455556666:role/team/cart";
export const targetRole: RoleArn = roleOf("arn:aws:iam::777788889999:role/data");

/** Requests a session that is refused, and checks that the error holds no secret. */
export async function refuseSession(
  endpoint: string | undefined,
  options: { timeoutMs?: number | undefined; chained?: boolean } = {},
): Promise<CredentialIssuerError> {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint, ...options });
  const entitlement = entitle(options.chained ? { targetRole, externalId: "canary-external-id" } : {});
  const error = await issuer.issue(createSessionRequest(entitlement, "cart-session")).then(
    () => expect.unreachable("a session was issued"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CredentialIssuerError);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain("canary");
  return error as CredentialIssuerError;
}
