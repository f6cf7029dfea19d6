import type { PodIdentity } from "@eks-auth/agent/token";
import type { DoctorOptions, Step } from "./check.ts";

/** Which step a refusal is about. */
interface AttributionRule {
  readonly step: Step;
  readonly fits: (refusal: Refusal) => boolean;
  readonly writeRemedy: (about: RefusedPod) => string;
}

const has =
  (...codes: readonly string[]) =>
  ({ code }: Refusal): boolean =>
    codes.includes(code);
const says =
  (by: Refusal["by"] | "any", text: RegExp) =>
  (refusal: Refusal): boolean =>
    (by === "any" || refusal.by === by) && text.test(refusal.message);

/** In the order that they are tried in; messages are those of our own agent and service. */
const attributionRules: readonly AttributionRule[] = [
  {
    step: "agent",
    fits: ({ by, status }) => by === "agent" && status === 403,
    writeRemedy: () =>
      "Call it by an address that it listens on, or start it with --allow-host and the host of this address.",
  },
  {
    step: "agent",
    fits: ({ by, code }) => by === "agent" && (code === "NotFound" || code === "MethodNotAllowed"),
    writeRemedy: () => "An agent gives credentials at /v1/credentials: correct the path of the address.",
  },
  {
    step: "agent",
    fits: says("agent", /^Too many requests/),
    writeRemedy: () => "Something asks for credentials too often. SDKs keep them until they end.",
  },
  {
    step: "agent",
    fits: says("agent", /no AWS credentials of its own|refuses the agent itself/),
    writeRemedy: () =>
      "Give the agent's node AWS credentials that allow eks-auth:AssumeRoleForPodIdentity or, for an eks-auth serve, start it with --no-sign-request.",
  },
  {
    step: "agent",
    fits: says("agent", /^The agent failed/),
    writeRemedy: () => "The agent's log says more.",
  },
  {
    step: "server",
    fits: says("agent", /can't be reached|can't be understood/),
    writeRemedy: () =>
      "Check that the server runs, that the agent's --endpoint is its address, and that the agent's node reaches it.",
  },
  {
    step: "server",
    fits: ({ by, status, message }) => by === "server" && status === 403 && /own machine alone/.test(message),
    writeRemedy: () => "It takes calls of its own machine alone, by a loopback address: run this there.",
  },
  {
    step: "server",
    fits: ({ by, status }) => by === "server" && status === 403,
    writeRemedy: () =>
      "This signs with no AWS credentials, which this server wants: ask an agent that has some, by its variables.",
  },
  {
    step: "server",
    fits: has("AccessDeniedException"),
    writeRemedy: () =>
      "The role must trust the principal that the server calls STS as, for sts:AssumeRole and sts:TagSession: docs/iam.md of the " +
      "repository. The server's log has what STS said.",
  },
  {
    step: "token file",
    fits: has("ExpiredTokenException"),
    writeRemedy: () => "Check the clocks of this machine, of the node and of the server.",
  },
  {
    step: "keys",
    fits: says("any", /token can't be verified/),
    writeRemedy: ({ options }) =>
      `The server can't have the cluster's keys. Where its configuration is, eks-auth token inspect ${writeClusterOptions(options)} says why.`,
  },
  {
    step: "keys",
    fits: has("InvalidTokenException"),
    writeRemedy: ({ options, tokenFile }) =>
      `Check that the agent names the cluster that the pod is in. Where the server's configuration is, eks-auth token inspect ${writeClusterOptions(options)} --file ${tokenFile} says which check failed.`,
  },
  {
    step: "server",
    fits: ({ code, message }) =>
      code === "ResourceNotFoundException" && /cluster/i.test(message) && !/association/i.test(message),
    writeRemedy: () =>
      "The cluster's name must be the one in the server's configuration: correct --cluster, the agent's too.",
  },
  {
    step: "association",
    fits: has("ResourceNotFoundException"),
    writeRemedy: (about) => `Add one: ${writeAddCommand(about)}`,
  },
  {
    step: "association",
    fits: has("InvalidParameterException", "InvalidRequestException"),
    writeRemedy: ({ pod, options }) =>
      `Correct it; the server's log has what STS said. eks-auth association show ${writeClusterOptions(options)} --namespace ${pod.namespace} --service-account ${pod.serviceAccount} prints it.`,
  },
  {
    step: "server",
    fits: has("ThrottlingException"),
    writeRemedy: () => "Wait, and find out who asks so often: the server's log names the pods.",
  },
  {
    step: "server",
    fits: has("ServiceUnavailableException", "InternalServerException"),
    writeRemedy: () =>
      "The server's log says why. Credentials can't be issued without its own AWS credentials, or without STS.",
  },
];

/** The step that a refusal is about, whoever handed it on. */
export interface Verdict {
  readonly step: Step;
  /** Who said so. */
  readonly by: Refuser;
  readonly found: string;
  readonly remedy: string;
}

/** Finds the step that a refusal is about, and how to mend it. */
export function attributeRefusal(refusal: Refusal, pod: RefusedPod): Verdict {
  const { by } = refusal;
  const found = describeRefusal(refusal);
  const rule = attributionRules.find(({ fits }) => fits(refusal));
  return rule === undefined
    ? { step: by, by, found, remedy: `The log of the ${by} says more.` }
    : { step: rule.step, by, found, remedy: rule.writeRemedy(pod) };
}

/** Who answered without credentials. */
type Refuser = "agent" | "server";

/** An answer that is no credentials. */
export interface Refusal {
  /** Who was asked; an agent hands on what its server says. */
  readonly by: Refuser;
  /** The HTTP status. */
  readonly status: number;
  /** The name of the error, `InvalidTokenException`. */
  readonly code: string;
  /** Its message, fit to be printed. */
  readonly message: string;
}

/** Writes a refusal for a person. */
function describeRefusal({ by, status, code, message }: Refusal): string {
  return `The ${by} answers ${status} ${code}${message === "" ? "." : `: ${message}`}`;
}

/** Whose credentials were refused, and what is known of its way. */
interface RefusedPod {
  readonly pod: PodIdentity;
  /** The file with its token. */
  readonly tokenFile: string;
  /** The configuration file and the cluster, where they are given. */
  readonly options: Pick<DoctorOptions, "config" | "cluster">;
}

/** Writes the options that name a cluster, with what to fill in where it isn't known. */
export function writeClusterOptions({ config, cluster }: RefusedPod["options"]): string {
  return `--config ${config ?? "FILE"} --cluster ${cluster ?? "CLUSTER"}`;
}

/** Writes the command that adds the association that a pod lacks. */
export function writeAddCommand({ pod, options }: Pick<RefusedPod, "pod" | "options">): string {
  return (
    `eks-auth association add ${writeClusterOptions(options)} --namespace ${pod.namespace} ` +
    `--service-account ${pod.serviceAccount} --role-arn ROLE_ARN`
  );
}
