import { describe, expect, test } from "vitest";
import type { CheckName, ErrorResponse } from "../../src/doctor/check.ts";
import { diagnoseError } from "../../src/doctor/diagnose-error.ts";

const request = {
  pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: "b1" },
  tokenFile: "/token",
  options: {},
};

function respond(response: Partial<ErrorResponse>): ErrorResponse {
  return { by: "agent", status: 400, code: "TeapotException", reasons: [], message: "", ...response };
}

describe("a reason decides", () => {
  test.each<[CheckName, string, string]>([
    ["agent", "not_found", "Fix the path of the URL."],
    ["agent", "method_not_allowed", "Fix the path of the URL."],
    ["agent", "rate_limited", "too often"],
    ["agent", "too_many_calls", "too often"],
    ["agent", "too_many_connections", "too often"],
    ["agent", "no_signing_credentials", "eks-auth:AssumeRoleForPodIdentity"],
    ["agent", "caller_refused", "eks-auth:AssumeRoleForPodIdentity"],
    ["agent", "upstream_config_invalid", "Fix the agent's --endpoint"],
    ["agent", "internal", "See the agent's log."],
    ["agent", "missing_token", "See the log of the agent."],
    ["agent", "bad_request", "See the log of the agent."],
    ["server", "unreachable", "the agent's --endpoint is its URL"],
    ["server", "bad_response", "the agent's --endpoint is its URL"],
    ["server", "unknown_cluster", "fix --cluster"],
    ["server", "role_refused", "sts:TagSession"],
    ["server", "throttled", "too often"],
    ["server", "unavailable", "needs its own AWS credentials and STS"],
    ["token file", "expired_token", "Check the clocks"],
    ["keys", "invalid_token", "eks-auth token inspect --config FILE --cluster CLUSTER --file /token"],
    ["keys", "issuer_unavailable", "can't get the cluster's keys"],
    [
      "association",
      "no_association",
      "Add one: eks-auth association add --config FILE --cluster CLUSTER --namespace shop --service-account cart --role-arn ROLE_ARN",
    ],
    ["association", "invalid_request", "eks-auth association show"],
    ["association", "invalid_parameter", "eks-auth association show"],
  ])("for the %s check: %s", (check, reason, remedy) => {
    const diagnosis = diagnoseError(respond({ reasons: [reason] }), request);
    expect(diagnosis).toMatchObject({ check, by: "agent" });
    expect(diagnosis.remedy).toContain(remedy);
  });

  test("before less precise reasons and the name of the error", () => {
    const response = respond({
      status: 404,
      code: "ResourceNotFoundException",
      reasons: ["unknown_cluster", "api_error"],
    });
    expect(diagnoseError(response, request).check).toBe("server");
  });
});

describe("without a known reason, the name of the error decides", () => {
  test.each<[CheckName, number, string, string]>([
    ["agent", 403, "AccessDeniedException", "--allow-host"],
    ["agent", 404, "NotFound", "Fix the path of the URL."],
    ["agent", 405, "MethodNotAllowed", "Fix the path of the URL."],
    ["server", 400, "AccessDeniedException", "sts:TagSession"],
    ["token file", 400, "ExpiredTokenException", "Check the clocks"],
    ["keys", 400, "InvalidTokenException", "eks-auth token inspect --config FILE --cluster CLUSTER --file "],
    ["association", 404, "ResourceNotFoundException", "eks-auth association add --config FILE"],
    ["association", 400, "InvalidRequestException", "eks-auth association show"],
    ["association", 400, "InvalidParameterException", "eks-auth association show"],
    ["server", 429, "ThrottlingException", "too often"],
    ["server", 503, "ServiceUnavailableException", "the cluster's keys, its own AWS credentials and STS"],
    ["server", 500, "InternalServerException", "See the server's log."],
    ["agent", 418, "TeapotException", "See the log of the agent."],
  ])("for the %s check: %i %s of an agent", (check, status, code, remedy) => {
    const response = respond({ status, code, reasons: ["api_error"], message: "Short and stout." });
    const diagnosis = diagnoseError(response, request);
    expect(diagnosis).toMatchObject({
      check,
      found: `The agent responds ${status} ${code}: Short and stout.`,
    });
    expect(diagnosis.remedy).toContain(remedy);
  });

  test.each<[CheckName, number, string, string]>([
    ["server", 403, "AccessDenied", "only calls from its own machine"],
    ["server", 403, "UnrecognizedClientException", "requires a signature"],
    ["server", 404, "UnknownOperationException", "See the log of the server."],
  ])("for the %s check: %i %s of a server", (check, status, code, remedy) => {
    const diagnosis = diagnoseError(respond({ by: "server", status, code }), request);
    expect(diagnosis).toMatchObject({ check, found: `The server responds ${status} ${code}.` });
    expect(diagnosis.remedy).toContain(remedy);
  });
});

test("a remedy has the configuration and the cluster that the user gave", () => {
  const options = { config: "eks-auth.yaml", cluster: "edge" };
  expect(diagnoseError(respond({ reasons: ["no_association"] }), { ...request, options }).remedy).toContain(
    "--config eks-auth.yaml --cluster edge",
  );
});
