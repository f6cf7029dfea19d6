import type { PodIdentity } from "@eks-auth/agent/token";
import type { CheckName, DoctorOptions, ErrorResponse, Responder } from "./check.ts";

/** The check that an error response is about. */
export interface Diagnosis {
  readonly check: CheckName;
  readonly by: Responder;
  readonly found: string;
  readonly remedy: string;
}

/** A pod whose request got an error response, and the options that name its cluster. */
export interface RejectedRequest {
  readonly pod: PodIdentity;
  readonly tokenFile: string;
  readonly options: Pick<DoctorOptions, "config" | "cluster">;
}

/** Finds the check that an error response is about, and how to fix the error. Decides on codes and the status only. */
export function diagnoseError(response: ErrorResponse, request: RejectedRequest): Diagnosis {
  const { by } = response;
  const found = formatResponse(response);
  const rule = [...response.reasons, response.code]
    .map((code) => rules.find((each) => matches(each, code, response)))
    .find((each) => each !== undefined);
  if (rule === undefined) {
    return { check: by, by, found, remedy: `See the log of the ${by}.` };
  }
  const { check, remedy } = rule;
  return { check, by, found, remedy: typeof remedy === "string" ? remedy : remedy(request) };
}

/** A row of the table. A response matches if it matches all that the row has. */
interface Rule {
  readonly by?: Responder;
  readonly status?: number;
  /** Reason codes of agent and server, and names of errors on the wire. */
  readonly codes?: readonly string[];
  readonly check: CheckName;
  readonly remedy: string | ((request: RejectedRequest) => string);
}

function matches({ by, status, codes }: Rule, code: string, response: ErrorResponse): boolean {
  return (
    (by ?? response.by) === response.by &&
    (status ?? response.status) === response.status &&
    (codes?.includes(code) ?? true)
  );
}

const hostRemedy =
  "Use an address that the agent listens on, or start the agent with --allow-host and the host of this URL.";

/** The first matching rule applies. AWS sends no reasons, so each name of an error is in the table, too. */
const rules: readonly Rule[] = [
  { codes: ["host_not_allowed"], check: "agent", remedy: hostRemedy },
  { by: "agent", status: 403, check: "agent", remedy: hostRemedy },
  {
    codes: ["not_found", "NotFound", "method_not_allowed", "MethodNotAllowed"],
    check: "agent",
    remedy: "An agent serves credentials at /v1/credentials. Fix the path of the URL.",
  },
  {
    codes: ["rate_limited", "too_many_calls"],
    check: "agent",
    remedy:
      "A client sends requests too often; the agent's log names it. AWS SDKs cache credentials until they expire.",
  },
  {
    codes: ["no_signing_credentials"],
    check: "agent",
    remedy:
      "Give the agent's node AWS credentials that allow eks-auth:AssumeRoleForPodIdentity. If the server is an eks-auth serve, start the agent with --caller-token-file, or with --no-sign-request if the server has no callers.",
  },
  {
    codes: ["no_caller_token", "no_client_certificate"],
    check: "agent",
    remedy:
      "Fix the file that the agent's --caller-token-file or --client-certificate-file names: credentialsProblem in the agent's log says what is wrong with it.",
  },
  {
    codes: ["caller_refused"],
    check: "agent",
    remedy:
      "The server does not accept the agent itself, for any pod. If it is an eks-auth serve, its log has the reason: check the agent's --caller-token-file, client certificate or AWS credentials, its node's clock, and the server's callers. If it is AWS, the node's AWS credentials must allow eks-auth:AssumeRoleForPodIdentity.",
  },
  {
    codes: ["upstream_config_invalid"],
    check: "agent",
    remedy: "Fix the agent's --endpoint, or the proxy variables of its environment.",
  },
  {
    codes: ["internal"],
    check: "agent",
    remedy: "See the agent's log.",
  },
  {
    codes: ["unreachable", "bad_response"],
    check: "server",
    remedy:
      "Check that the server runs, that the agent's --endpoint is its URL, and that the agent's node can reach it.",
  },
  {
    by: "server",
    status: 403,
    codes: ["AccessDenied", "AccessDeniedException"],
    check: "server",
    remedy:
      "Either the server does not allow the host of --endpoint: without callers, it accepts only a loopback address on its own machine; with callers, the hosts of its listen.publicHosts. Or it does not accept this caller, or not for this cluster or this pod's node: check --caller-token-file or the client certificate, and the server's callers. The server's log has the reason.",
  },
  {
    by: "server",
    status: 403,
    codes: ["RequestExpired"],
    check: "server",
    remedy: "Check the clocks of this machine and of the server.",
  },
  {
    by: "server",
    status: 403,
    check: "server",
    remedy:
      "This server requires the credentials of a caller. Give doctor those of the agent: --caller-token-file, or --client-certificate-file and --client-key-file. If it requires a signature, which doctor does not send, ask an agent: use --agent instead of --endpoint.",
  },
  {
    codes: ["role_refused", "AccessDeniedException"],
    check: "server",
    remedy:
      "The role must trust the server's AWS principal for sts:AssumeRole and sts:TagSession: see docs/iam.md. The server's log has the error of STS.",
  },
  {
    codes: ["denied"],
    check: "server",
    remedy:
      "The server's deny list has the pod, its service account, its token or the key. The server's log names the entry.",
  },
  {
    codes: ["token_revoked"],
    check: "token file",
    remedy:
      "The cluster's API server does not accept the token any more. Check that the pod, its node and its service account still exist.",
  },
  {
    codes: ["revocation_unavailable"],
    check: "server",
    remedy:
      "The server can't ask the cluster's API server whether the token is still valid. See the server's log, and check clusters[].apiServer in its configuration.",
  },
  {
    codes: ["expired_token", "token_expired", "ExpiredTokenException"],
    check: "token file",
    remedy: "Check the clocks of this machine, of the node and of the server.",
  },
  {
    codes: ["issuer_unavailable"],
    check: "keys",
    remedy: ({ options }) =>
      `The server can't get the cluster's keys. To see why, run on its machine: eks-auth token inspect ${formatClusterOptions(options)}`,
  },
  {
    codes: ["unknown_key"],
    check: "keys",
    remedy: ({ options, tokenFile }) =>
      `The server does not have the token's key. If the cluster has a new key, try again in 30 s; if the server reads the keys from a file, copy them again. To see the token's kid, run on the server's machine: eks-auth token inspect ${formatClusterOptions(options)} --file ${tokenFile}`,
  },
  {
    codes: ["invalid_token", "token_invalid", "InvalidTokenException"],
    check: "keys",
    remedy: ({ options, tokenFile }) =>
      `Check that the agent's --cluster is the pod's cluster. To see which check of the token fails, run on the server's machine: eks-auth token inspect ${formatClusterOptions(options)} --file ${tokenFile}`,
  },
  {
    codes: ["cluster_not_found"],
    check: "server",
    remedy:
      "The cluster's name must be in the server's configuration: fix --cluster of this command and of the agent.",
  },
  {
    codes: ["association_not_found"],
    check: "association",
    remedy: (request) => `Add one: ${formatAddCommand(request)}`,
  },
  {
    codes: ["ResourceNotFoundException"],
    check: "association",
    remedy: (request) =>
      `Check that the agent's --cluster is the pod's cluster. If it is, add an association: ${formatAddCommand(request)}`,
  },
  {
    codes: ["invalid_request", "invalid_parameter", "InvalidRequestException", "InvalidParameterException"],
    check: "association",
    remedy: (request) =>
      `Fix the association; the server's log has the error of STS. To show it, run: ${formatShowCommand(request)}`,
  },
  {
    codes: ["role_not_allowed", "external_id_reserved"],
    check: "association",
    remedy: (request) =>
      `The server's log says what is not allowed. Fix the association, or allowedRoles in the server's configuration; for a PodIdentityAssociation also the annotation eks-auth.dev/allowed-roles of the namespace. To show the association, run: ${formatShowCommand(request)}`,
  },
  {
    codes: ["globs_too_complex"],
    check: "association",
    remedy:
      "Remove or simplify globs with several * in the namespace's PodIdentityAssociations, or in ClusterPodIdentityAssociations.",
  },
  {
    codes: ["associations_unavailable"],
    check: "server",
    remedy:
      "The server can't read the association resources. Check the cluster's API server and the rights of the server's service account; the server's log has the reason.",
  },
  {
    codes: ["throttled", "caller_rate_limited", "cluster_rate_limited", "ThrottlingException"],
    check: "server",
    remedy: "Try again later. The server's log names the pods that send requests too often.",
  },
  {
    codes: ["unavailable"],
    check: "server",
    remedy: "See the server's log. To issue credentials, the server needs its own AWS credentials and STS.",
  },
  {
    codes: ["audit_unavailable"],
    check: "server",
    remedy:
      "The server can't write its log, so it issues no credentials. Check what reads its standard error, and the disk that it goes to.",
  },
  {
    codes: ["ServiceUnavailableException", "InternalServerException"],
    check: "server",
    remedy:
      "See the server's log. To issue credentials, the server needs the cluster's keys, its own AWS credentials and STS.",
  },
];

function formatResponse({ by, status, code, message }: ErrorResponse): string {
  return `The ${by} responds ${status} ${code}${message === "" ? "." : `: ${message}`}`;
}

function formatShowCommand({ pod, options }: RejectedRequest): string {
  return `eks-auth association show ${formatClusterOptions(options)} --namespace ${pod.namespace} --service-account ${pod.serviceAccount}`;
}

/** Formats the options that name a cluster, with placeholders for those that were not given. */
export function formatClusterOptions({ config, cluster }: RejectedRequest["options"]): string {
  return `--config ${config ?? "FILE"} --cluster ${cluster ?? "CLUSTER"}`;
}

/** Formats the command that adds an association for a pod. */
export function formatAddCommand({ pod, options }: Pick<RejectedRequest, "pod" | "options">): string {
  return (
    `eks-auth association add ${formatClusterOptions(options)} --namespace ${pod.namespace} ` +
    `--service-account ${pod.serviceAccount} --role-arn ROLE_ARN`
  );
}
