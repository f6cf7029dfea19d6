import { clockRemedy } from "../findings/clocks.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import type { CheckName, ErrorResponse, Responder } from "./check.ts";
import type { RejectedRequest } from "./diagnose-error.ts";
import {
  formatAddCommand,
  formatClusterOptions,
  formatInspectCommand,
  formatSeeSts,
  formatShowCommand,
} from "./format-commands.ts";

/** A row of the table. A response matches if it matches all that the row has. */
export interface Rule {
  readonly by?: Responder;
  readonly status?: number;
  /** Reason codes of agent and server, and names of errors on the wire. */
  readonly codes?: readonly string[];
  readonly check: CheckName;
  readonly code: FindingCode;
  /** What else can be the cause: a clock that is off, or another cluster than the pod's. */
  readonly dependsOn?: readonly ("clock" | "cluster")[];
  readonly remedy: string | ((request: RejectedRequest, response: ErrorResponse) => string);
}

const hostRemedy =
  "Use an address that the agent listens on, or start the agent with --allow-host and the host of this URL.";

/** The first matching rule applies. AWS sends no reasons, so each name of an error is in the table, too. */
export const rules: readonly Rule[] = [
  { codes: ["host_not_allowed"], check: "agent", code: "host_not_allowed", remedy: hostRemedy },
  { by: "agent", status: 403, check: "agent", code: "host_not_allowed", remedy: hostRemedy },
  {
    codes: ["not_found", "NotFound", "method_not_allowed", "MethodNotAllowed"],
    check: "agent",
    code: "path_wrong",
    remedy: "An agent serves credentials at /v1/credentials. Fix the path of the URL.",
  },
  {
    codes: ["rate_limited", "too_many_calls"],
    check: "agent",
    code: "too_many_requests",
    remedy:
      "A client sends requests too often; the agent's log names it. AWS SDKs cache credentials until they expire.",
  },
  {
    codes: ["no_signing_credentials"],
    check: "agent",
    code: "caller_credentials_missing",
    remedy:
      "Give the agent's node AWS credentials that allow eks-auth:AssumeRoleForPodIdentity. If the server is an eks-auth serve, start the agent with --caller-token-file, or with --no-sign-request if the server has no callers.",
  },
  {
    codes: ["no_caller_token", "no_client_certificate"],
    check: "agent",
    code: "caller_credentials_missing",
    remedy:
      "Fix the file that the agent's --caller-token-file or --client-certificate-file names: credentialsProblem in the agent's log says what is wrong with it.",
  },
  {
    codes: ["caller_refused"],
    check: "agent",
    code: "caller_not_allowed",
    dependsOn: ["clock", "cluster"],
    remedy:
      "The server does not accept the agent itself, for any pod. If it is an eks-auth serve, its log has the reason: check the agent's --caller-token-file, client certificate or AWS credentials, its node's clock, and the server's callers. If it is AWS, the node's AWS credentials must allow eks-auth:AssumeRoleForPodIdentity.",
  },
  {
    codes: ["upstream_config_invalid"],
    check: "agent",
    code: "agent_config_invalid",
    remedy: "Fix the agent's --endpoint, or the proxy variables of its environment.",
  },
  {
    codes: ["internal"],
    check: "agent",
    code: "agent_failed",
    remedy: "See the agent's log.",
  },
  {
    codes: ["unreachable", "bad_response"],
    check: "server",
    code: "server_unreachable",
    remedy:
      "Check that the server runs, that the agent's --endpoint is its URL, and that the agent's node can reach it.",
  },
  {
    by: "server",
    status: 403,
    codes: ["AccessDenied", "AccessDeniedException"],
    check: "server",
    code: "caller_not_allowed",
    dependsOn: ["clock", "cluster"],
    remedy:
      "Either the server does not allow the host of --endpoint: without callers, it accepts only a loopback address on its own machine; with callers, the hosts of its listen.publicHosts. Or it does not accept this caller, or not for this cluster or this pod's node: check --caller-token-file or the client certificate, and the server's callers. The server's log has the reason.",
  },
  {
    by: "server",
    status: 403,
    codes: ["RequestExpired"],
    check: "server",
    code: "clocks_differ",
    dependsOn: ["clock"],
    remedy: clockRemedy,
  },
  {
    by: "server",
    status: 403,
    check: "server",
    code: "caller_missing",
    remedy:
      "This server requires the credentials of a caller. Give doctor those of the agent: --caller-token-file, or --client-certificate-file and --client-key-file. If it requires a signature, which doctor does not send, ask an agent: use --agent instead of --endpoint.",
  },
  {
    codes: ["role_refused", "AccessDeniedException"],
    check: "server",
    code: "role_refused",
    remedy: (request) =>
      `The role must trust the server's AWS principal for sts:AssumeRole and sts:TagSession: see docs/iam.md. ${formatSeeSts(request)}`,
  },
  {
    codes: ["denied"],
    check: "server",
    code: "token_denied",
    remedy:
      "The server's deny list has the pod, its service account, its token or the key. The server's log names the entry.",
  },
  {
    codes: ["token_revoked"],
    check: "token file",
    code: "token_revoked",
    remedy:
      "The cluster's API server does not accept the token any more. Check that the pod, its node and its service account still exist.",
  },
  {
    codes: ["revocation_unavailable"],
    check: "server",
    code: "revocation_unavailable",
    remedy:
      "The server can't ask the cluster's API server whether the token is still valid. See the server's log, and check clusters[].apiServer in its configuration.",
  },
  {
    codes: ["expired_token", "token_expired", "ExpiredTokenException"],
    check: "token file",
    code: "token_expired",
    dependsOn: ["clock"],
    remedy: "Check the clocks of this machine, of the node and of the server.",
  },
  {
    codes: ["issuer_unavailable"],
    check: "keys",
    code: "keys_unavailable",
    remedy: ({ options }) =>
      `The server can't get the cluster's keys. To see why, run on its machine: eks-auth token inspect ${formatClusterOptions(options)}`,
  },
  {
    codes: ["unknown_key"],
    check: "keys",
    code: "key_unknown",
    dependsOn: ["clock", "cluster"],
    remedy: (request) =>
      `The server does not have the token's key. If the cluster has a new key, try again in 30 s; if the server reads the keys from a file, copy them again. To see the token's kid, run on the server's machine: ${formatInspectCommand(request)}`,
  },
  {
    codes: ["invalid_token", "token_invalid", "InvalidTokenException"],
    check: "keys",
    code: "token_refused",
    dependsOn: ["clock", "cluster"],
    remedy: (request) =>
      `Check that the agent's --cluster is the pod's cluster. To see which check of the token fails, run on the server's machine: ${formatInspectCommand(request)}`,
  },
  {
    codes: ["cluster_not_found"],
    check: "server",
    code: "cluster_not_found",
    dependsOn: ["cluster"],
    remedy: ({ clusters = [] }, { by }) => {
      const [only = "NAME", ...others] = clusters;
      const value = others.length === 0 ? only : "NAME";
      const fix = by === "agent" ? `Start the agent with --cluster ${value}` : `Use --cluster ${value}`;
      return `${fix}, or add the cluster to the server's configuration.`;
    },
  },
  {
    codes: ["association_not_found"],
    check: "association",
    code: "association_not_found",
    dependsOn: ["cluster"],
    remedy: (request) => `Add one: ${formatAddCommand(request)}`,
  },
  {
    codes: ["ResourceNotFoundException"],
    check: "association",
    code: "association_not_found",
    dependsOn: ["cluster"],
    remedy: (request) =>
      `Check that the agent's --cluster is the pod's cluster. If it is, add an association: ${formatAddCommand(request)}`,
  },
  {
    codes: ["invalid_request", "invalid_parameter", "InvalidRequestException", "InvalidParameterException"],
    check: "association",
    code: "session_refused",
    remedy: (request) =>
      `Fix the association: its duration, its policy or its tags are not what STS accepts for the role. ${formatSeeSts(request)}`,
  },
  {
    codes: ["role_not_allowed"],
    check: "association",
    code: "role_not_allowed",
    remedy: (request) =>
      `The server's log says which role is not allowed. Fix the association, or allowedRoles in the server's configuration; for a PodIdentityAssociation also the annotation eks-auth.dev/allowed-roles of the namespace. To show the association, run: ${formatShowCommand(request)}`,
  },
  {
    codes: ["external_id_reserved"],
    check: "association",
    code: "external_id_reserved",
    remedy: (request) =>
      `The external ID begins like that of another service account. Fix the association. To show it, run: ${formatShowCommand(request)}`,
  },
  {
    codes: ["globs_too_complex"],
    check: "association",
    code: "globs_too_complex",
    remedy:
      "Remove or simplify globs with several * in the namespace's PodIdentityAssociations, or in ClusterPodIdentityAssociations.",
  },
  {
    codes: ["associations_unavailable"],
    check: "server",
    code: "associations_unavailable",
    remedy:
      "The server can't read the association resources. Check the cluster's API server and the rights of the server's service account; the server's log has the reason.",
  },
  {
    codes: ["throttled", "caller_rate_limited", "cluster_rate_limited", "ThrottlingException"],
    check: "server",
    code: "too_many_requests",
    remedy: "Try again later. The server's log names the pods that send requests too often.",
  },
  {
    codes: ["unavailable"],
    check: "server",
    code: "sts_unavailable",
    dependsOn: ["clock"],
    remedy: (request) =>
      `To issue credentials, the server needs its own AWS credentials and STS. ${formatSeeSts(request)}`,
  },
  {
    codes: ["audit_unavailable"],
    check: "server",
    code: "audit_unavailable",
    remedy:
      "The server can't write its log, so it issues no credentials. Check what reads its standard error, and the disk that it goes to.",
  },
  {
    codes: ["ServiceUnavailableException", "InternalServerException"],
    check: "server",
    code: "server_failed",
    dependsOn: ["clock"],
    remedy:
      "See the server's log. To issue credentials, the server needs the cluster's keys, its own AWS credentials and STS.",
  },
];
