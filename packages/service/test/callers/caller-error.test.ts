import { expect, test } from "vitest";
import { CallerError, type CallerErrorCode, toCallerResponse } from "../../src/callers/caller-error.ts";

const names: Readonly<Record<CallerErrorCode, string>> = {
  caller_missing: "403 MissingAuthenticationTokenException",
  signature_incomplete: "403 IncompleteSignatureException",
  signature_invalid: "403 InvalidSignatureException",
  signature_expired: "403 RequestExpired",
  access_key_unknown: "403 UnrecognizedClientException",
  caller_token_invalid: "403 AccessDenied",
  caller_denied: "403 AccessDenied",
  caller_keys_unavailable: "503 ServiceUnavailableException",
  caller_keys_shared: "403 AccessDenied",
  certificate_unknown: "403 AccessDenied",
  callers_differ: "403 AccessDenied",
  cluster_not_allowed: "403 AccessDenied",
  change_not_allowed: "403 AccessDenied",
  node_differs: "403 AccessDenied",
  node_unknown: "403 AccessDenied",
};

/** AWS's SDKs, and so the EKS Pod Identity Agent, decide on the name and not on the status. */
const dropping = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "InvalidTokenException",
  "ResourceNotFoundException",
];

test.each(Object.entries(names))("%s is answered with %s", (code, expected) => {
  const { status, name } = toCallerResponse(new CallerError(code as CallerErrorCode, "Why."));
  expect(`${status} ${name}`).toBe(expected);
  expect(dropping).not.toContain(name);
});
