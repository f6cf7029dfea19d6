/** The name of a command. */
export type CommandName =
  | "dev"
  | "serve"
  | "agent"
  | "webhook"
  | "link-local"
  | "association"
  | "config"
  | "token"
  | "doctor"
  | "exec"
  | "completion";

/** What each command does, in the order of the help. Apart from the commands, so that the help does not load them. */
export const descriptions: Readonly<Record<CommandName, string>> = {
  dev:
    "Serve EKS Auth on 127.0.0.1 with a development cluster: a token issuer, a sample association, a token file, an " +
    "agent that gives AWS SDKs credentials, and an STS that answers GetCallerIdentity. The credentials have AWS's " +
    "format, but AWS does not accept them.",
  serve:
    "Serve EKS Auth for the clusters of a configuration file. Without callers, it listens only on loopback addresses.",
  agent: "Give pods their AWS credentials over HTTP, as the EKS Pod Identity Agent does, for every AWS SDK.",
  webhook:
    "Give pods the variables and the token of EKS Pod Identity when they are created, as an admission webhook.",
  "link-local": "Put the agent's link-local addresses on a network device of the node, or remove them.",
  association: "Show and change which service account of a cluster has which role.",
  config: "Create and check configuration files.",
  token: "Examine pods' service-account tokens.",
  doctor: "Check each step by which a pod gets credentials, and say which step fails and how to fix it.",
  exec: "Run a command with the AWS credentials of a pod.",
  completion: "Print the script that completes eks-auth in a shell.",
};
