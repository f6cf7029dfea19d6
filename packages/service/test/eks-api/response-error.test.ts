import { KubernetesApiError } from "@eks-auth/kubernetes";
import { expect, test } from "vitest";
import { AssociationsUnavailableError } from "../../src/associations/associations-unavailable-error.ts";
import { AssociationChangeError, changeErrorCodes } from "../../src/associations/change-error.ts";
import { toChangeError } from "../../src/associations/kubernetes/to-change-error.ts";
import { CallerError } from "../../src/callers/caller-error.ts";
import { EksApiError, eksApiErrorCodes } from "../../src/eks-api/eks-api-error.ts";
import { toResponseError } from "../../src/eks-api/response-error.ts";
import { UnusableFileError } from "../../src/files/file-error.ts";
import { RequestLimitError } from "../../src/limits/request-limit-error.ts";
import { UnknownClusterError } from "../../src/operation/assume-role-for-pod-identity.ts";
import { AuditUnavailableError } from "../../src/operation/audit-error.ts";

const limited = { who: "ci", limit: { perSecond: 1, burst: 2 }, waitSeconds: 2.5 };
const path = "/etc/eks-auth/edge.yaml";

const reasons = [
  new CallerError("cluster_not_allowed", "details"),
  new CallerError("change_not_allowed", "details"),
  new UnknownClusterError("edge"),
  new RequestLimitError("caller_rate_limited", limited),
  new RequestLimitError("cluster_rate_limited", limited),
  ...eksApiErrorCodes.map((code) => new EksApiError(code, "For the caller.")),
  ...changeErrorCodes
    .filter((code) => code !== "invalid")
    .map((code) => new AssociationChangeError(code, `${path} has a problem.`)),
  new AssociationChangeError("invalid", "The association is not valid."),
  new AssociationsUnavailableError("edge"),
  UnusableFileError.ofWhole(path, `${path}: is broken`, undefined),
  new AuditUnavailableError(`${path} is full.`),
];

const names = {
  cluster_not_allowed: ["AccessDeniedException", "AccessDeniedException"],
  change_not_allowed: ["AccessDeniedException", "AccessDeniedException"],
  cluster_not_found: ["ResourceNotFoundException", "NotFoundException"],
  caller_rate_limited: ["ThrottlingException", "ThrottlingException"],
  cluster_rate_limited: ["ThrottlingException", "ThrottlingException"],
  association_id_unknown: ["ResourceNotFoundException", "NotFoundException"],
  next_token_invalid: ["InvalidParameterException", "BadRequestException"],
  resource_arn_invalid: ["InvalidParameterException", "BadRequestException"],
  resource_unknown: ["ResourceNotFoundException", "NotFoundException"],
  too_many_in_progress: ["ThrottlingException", "ThrottlingException"],
  exists: ["ResourceInUseException", "ResourceInUseException"],
  missing: ["ResourceNotFoundException", "NotFoundException"],
  invalid: ["InvalidParameterException", "BadRequestException"],
  limit: ["ResourceLimitExceededException", "ResourceLimitExceededException"],
  token_reused: ["InvalidRequestException", "InvalidRequestException"],
  busy: ["ServerException", "ServerException"],
  unwritable: ["ServerException", "ServerException"],
  outcome_unknown: ["ServerException", "ServerException"],
  associations_unavailable: ["ServiceUnavailableException", "ServiceUnavailableException"],
  file_unusable: ["ServerException", "ServerException"],
  audit_unavailable: ["ServiceUnavailableException", "ServiceUnavailableException"],
};

test.each(reasons.map((reason) => [reason.code, reason] as const))(
  "%s has its modelled error, without the path of a file",
  (code, reason) => {
    const [ofAssociations, ofTags] = names[code as keyof typeof names];
    const request = { operation: "CreatePodIdentityAssociation", clusterName: "edge" } as const;
    const { error } = toResponseError(reason, request) ?? {};
    expect(error?.name).toBe(ofAssociations);
    expect(error?.message).not.toBe("");
    expect(error?.message).not.toContain(path);
    expect(toResponseError(reason, { ...request, operation: "TagResource" })?.error.name).toBe(ofTags);
  },
);

test("what the API server says is only for the operator", () => {
  const cause = new KubernetesApiError(
    "invalid",
    "PUT https://10.96.0.1/apis answered 422: denied by a webhook.",
  );
  const reason = toChangeError(cause);
  const request = { operation: "UpdatePodIdentityAssociation", clusterName: "edge" } as const;
  const { error } = toResponseError(reason, request) ?? {};
  expect(error).toMatchObject({ name: "InvalidParameterException" });
  expect(error?.message).not.toMatch(/10\.96|webhook/);
});

test("the cluster of the request, and the time to wait, are in the response", () => {
  const request = { operation: "ListPodIdentityAssociations", clusterName: "edge" } as const;
  expect(toResponseError(new UnknownClusterError("edge"), request)?.error).toMatchObject({
    members: { message: "No cluster found for name: edge.", clusterName: "edge" },
  });
  const throttled = toResponseError(new RequestLimitError("caller_rate_limited", limited), request)?.error;
  expect(throttled).toMatchObject({ headers: { "retry-after": "3" } });
  const concurrent = toResponseError(new EksApiError("too_many_in_progress", "Fewer."), request)?.error;
  expect(concurrent).toMatchObject({ headers: { "retry-after": "1" } });
});

test("any other error is unexpected", () => {
  const request = { operation: "DescribeCluster", clusterName: "edge" } as const;
  expect(toResponseError(new Error("broken"), request)).toBeUndefined();
  expect(toResponseError("broken", request)).toBeUndefined();
});
