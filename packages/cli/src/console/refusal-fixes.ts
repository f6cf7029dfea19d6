import type { CallerErrorCode, RefusalReason } from "@eks-auth/service";

type FixedCode = Exclude<RefusalReason["code"], CallerErrorCode>;

/** How to fix each reason of a refusal whose message does not say it. */
const fixes: Readonly<Record<FixedCode, string>> = {
  cluster_not_found: "Use the name of a cluster that the service has: fix the agent's --cluster.",
  caller_rate_limited: "Retry with backoff. The operator can raise limits.perCaller.",
  cluster_rate_limited: "Retry with backoff. The operator can raise limits.perCluster.",
  denied: "Remove the entry from the service's deny list, if the pod should have credentials.",
  token_revoked: "Check that the pod, its node and its service account still exist.",
  revocation_unavailable:
    "Check clusters[].apiServer in the configuration, and that the API server can be reached.",
  token_expired: "Read the token file again for each request: the kubelet renews it. Check the clocks.",
  token_invalid:
    "Use a token that the failed check accepts: the one that is projected for pods.eks.amazonaws.com.",
  issuer_unavailable: "Check clusters[].keys in the configuration, and that the issuer can be reached.",
  unknown_key: "Try again in 30 s, or copy the cluster's keys again if they come from a file.",
  association_not_found: "Create an association for the service account. It takes effect at once.",
  role_not_allowed:
    "Change the association's role, or allow it: allowedRoles, or the namespace's annotation.",
  external_id_reserved: "Change the external ID of the association.",
  globs_too_complex: "Simplify associations whose names have several *.",
  associations_unavailable: "Wait until the associations were received. Check clusters[].apiServer.",
  role_refused: "Let the service assume the role: its trust policy needs sts:AssumeRole and sts:TagSession.",
  invalid_request: "Fix the association: STS can't make the session that it asks for.",
  invalid_parameter: "Fix the value of the association that the message names.",
  throttled: "Retry with backoff: STS has too many requests.",
  unavailable: "Check the network, and the service's own AWS credentials.",
  audit_unavailable: "Fix the audit file that the service's log names.",
  internal_error: "Read the line with this request ID in the service's log.",
};

/** Returns how to fix a refusal; an empty text if its message says it. */
export function fixOf({ code }: RefusalReason): string {
  return Object.hasOwn(fixes, code) ? fixes[code as FixedCode] : "";
}
