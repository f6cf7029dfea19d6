import type { AgentErrorReason } from "@eks-auth/agent";
import type { CallerErrorCode, RefusalReason } from "@eks-auth/service";
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

/** No client learns the other codes: internal errors, and errors of callers, have no reason. */
type ServiceErrorReason = Exclude<RefusalReason["code"], "internal_error" | CallerErrorCode>;

/** Each reason of the agent and of `eks-auth serve`, with the check that it is about and a part of the remedy. */
const reasons: Readonly<Record<AgentErrorReason | ServiceErrorReason, readonly [CheckName, string]>> = {
  host_not_allowed: ["agent", "--allow-host"],
  not_found: ["agent", "Fix the path of the URL."],
  method_not_allowed: ["agent", "Fix the path of the URL."],
  rate_limited: ["agent", "too often"],
  too_many_calls: ["agent", "too often"],
  missing_token: ["agent", "See the log of the agent."],
  bad_request: ["agent", "See the log of the agent."],
  headers_too_large: ["agent", "See the log of the agent."],
  request_timeout: ["agent", "See the log of the agent."],
  api_error: ["agent", "See the log of the agent."],
  internal: ["agent", "See the agent's log."],
  no_signing_credentials: ["agent", "eks-auth:AssumeRoleForPodIdentity"],
  no_caller_token: ["agent", "credentialsProblem"],
  no_client_certificate: ["agent", "credentialsProblem"],
  caller_refused: ["agent", "does not accept the agent itself"],
  upstream_config_invalid: ["agent", "Fix the agent's --endpoint"],
  unreachable: ["server", "the agent's --endpoint is its URL"],
  bad_response: ["server", "the agent's --endpoint is its URL"],
  cluster_not_found: ["server", "Start the agent with --cluster NAME"],
  role_refused: ["server", "sts:TagSession"],
  throttled: ["server", "too often"],
  caller_rate_limited: ["server", "too often"],
  cluster_rate_limited: ["server", "too often"],
  denied: ["server", "deny list"],
  token_revoked: ["token file", "still exist"],
  revocation_unavailable: ["server", "clusters[].apiServer"],
  unavailable: ["server", "needs its own AWS credentials and STS"],
  audit_unavailable: ["server", "can't write its log"],
  expired_token: ["token file", "Check the clocks"],
  token_expired: ["token file", "Check the clocks"],
  invalid_token: ["keys", "eks-auth token inspect --config FILE --cluster CLUSTER --file /token"],
  token_invalid: ["keys", "eks-auth token inspect --config FILE --cluster CLUSTER --file /token"],
  issuer_unavailable: ["keys", "can't get the cluster's keys"],
  unknown_key: ["keys", "If the cluster has a new key, try again in 30 s"],
  association_not_found: [
    "association",
    "Add one: eks-auth association add --config FILE --cluster CLUSTER --namespace shop --service-account cart --role-arn ROLE_ARN",
  ],
  role_not_allowed: ["association", "allowedRoles in the server's configuration"],
  external_id_reserved: ["association", "eks-auth association show"],
  globs_too_complex: ["association", "ClusterPodIdentityAssociations"],
  associations_unavailable: ["server", "the server's log"],
  invalid_request: ["association", "eks-auth doctor --config FILE --cluster CLUSTER --token-file /token"],
  invalid_parameter: ["association", "eks-auth doctor --config FILE --cluster CLUSTER --token-file /token"],
};

describe("a reason decides", () => {
  test.each(Object.entries(reasons))("%s is about %j", (reason, [check, remedy]) => {
    const diagnosis = diagnoseError(respond({ reasons: [reason] }), request);
    expect(diagnosis).toMatchObject({ check, by: "agent" });
    expect(diagnosis.remedy).toContain(remedy);
  });

  test("before less precise reasons and the name of the error", () => {
    const response = respond({
      status: 404,
      code: "ResourceNotFoundException",
      reasons: ["cluster_not_found", "api_error"],
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
    ["association", 400, "InvalidRequestException", "eks-auth doctor --config FILE"],
    ["association", 400, "InvalidParameterException", "eks-auth doctor --config FILE"],
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
    ["server", 403, "AccessDenied", "the hosts of its listen.publicHosts"],
    [
      "server",
      403,
      "MissingAuthenticationTokenException",
      "Give doctor those of the agent: --caller-token-file",
    ],
    ["server", 403, "UnrecognizedClientException", "If it requires a signature"],
    ["server", 403, "AccessDeniedException", "The server's log has the reason"],
    ["server", 403, "RequestExpired", "Set the clock that is wrong"],
    ["server", 404, "UnknownOperationException", "See the log of the server."],
  ])("for the %s check: %i %s of a server", (check, status, code, remedy) => {
    const diagnosis = diagnoseError(respond({ by: "server", status, code }), request);
    expect(diagnosis).toMatchObject({ check, found: `The server responds ${status} ${code}.` });
    expect(diagnosis.remedy).toContain(remedy);
  });
});

test("a remedy has the configuration and the cluster that the user gave", () => {
  const options = { config: "eks-auth.yaml", cluster: "edge" };
  expect(
    diagnoseError(respond({ reasons: ["association_not_found"] }), { ...request, options }).remedy,
  ).toContain("--config eks-auth.yaml --cluster edge");
});

test.each(Object.keys(reasons))(
  "the remedy of %s quotes paths and names, so that it can be pasted",
  (reason) => {
    const options = { config: "my config.yaml", cluster: "my cluster" };
    const { remedy } = diagnoseError(respond({ reasons: [reason] }), {
      ...request,
      tokenFile: "/my token",
      options,
    });
    for (const value of [options.config, options.cluster, "/my token"]) {
      expect(remedy.replaceAll(`'${value}'`, "")).not.toContain(value);
    }
  },
);

describe("a clock that is off", () => {
  const clock = "The clock of the server is 7200 s ahead of this machine's.";

  test.each([
    ["token_expired", "server"],
    ["token_invalid", "server"],
    ["unknown_key", "server"],
    ["unavailable", "server"],
    ["caller_refused", "server"],
    // The agent itself compares the token with its own clock.
    ["expired_token", "agent"],
  ])("is the cause of %s, at the check of the %s", (reason, check) => {
    const response = respond({ reasons: [reason], message: "No.", clock });
    expect(diagnoseError(response, request)).toMatchObject({
      check,
      code: "clocks_differ",
      found: `${clock} So the agent responds 400 TeapotException: No.`,
    });
  });

  test.each(["association_not_found", "role_refused", "cluster_not_found", "invalid_parameter"])(
    "is not the cause of %s",
    (reason) => {
      const { code, found } = diagnoseError(respond({ reasons: [reason], clock }), request);
      expect(code).not.toBe("clocks_differ");
      expect(found).not.toContain("7200");
    },
  );
});

describe("the cluster that the agent asked for", () => {
  const ofEdge = { ...request, options: { config: "eks-auth.yaml", cluster: "edge" } };

  test.each(["cluster_not_found", "token_invalid", "unknown_key", "association_not_found", "caller_refused"])(
    "is the cause of %s if it is not the pod's",
    (reason) => {
      const response = respond({ reasons: [reason], cluster: "west" });
      const diagnosis = diagnoseError(response, { ...ofEdge, clusters: ["edge", "west"] });
      expect(diagnosis).toMatchObject({ check: "agent", code: "cluster_differs" });
      expect(diagnosis.found).toContain("for the cluster west, but the pod's is edge.");
      expect(diagnosis.remedy).toBe(
        "Start the agent with --cluster edge. If the pod's cluster is west, use --cluster west here.",
      );
    },
  );

  test("is not recommended if the configuration does not have it", () => {
    const response = respond({ reasons: ["cluster_not_found"], cluster: "nowhere" });
    const { remedy } = diagnoseError(response, { ...ofEdge, clusters: ["edge"] });
    expect(remedy).toBe("Start the agent with --cluster edge.");
  });

  test.each(["role_refused", "throttled"])("does not matter for %s", (reason) => {
    const diagnosis = diagnoseError(respond({ reasons: [reason], cluster: "west" }), ofEdge);
    expect(diagnosis.code).not.toBe("cluster_differs");
    expect(diagnosis.found).not.toContain("west");
  });

  test("is named with those of the configuration if the server does not have the pod's", () => {
    const response = respond({ by: "server", reasons: ["cluster_not_found"], cluster: "edge" });
    const diagnosis = diagnoseError(response, { ...ofEdge, clusters: ["west"] });
    expect(diagnosis.found).toContain("The server was asked for the cluster edge. eks-auth.yaml has west.");
    expect(diagnosis.remedy).toContain("Use --cluster west,");
  });
});
