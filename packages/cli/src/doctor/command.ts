import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { addCallerOptions, caFileOption, checkTokenFileName, parseClusterName } from "../core/options.ts";
import { isAllowedBySdks, sdkUrlRule } from "./address.ts";
import type { DoctorOptions } from "./check.ts";
import type { ClusterDoctorOptions } from "./kubernetes/run-cluster-doctor.ts";

const examples = `
Examples:
  eks-auth doctor
      in a pod, or in a shell with a pod's variables, if an AWS SDK gets no credentials
  eks-auth doctor --agent http://127.0.0.1:8481 --token-file ./token
      check an agent and a token that no variable names
  eks-auth doctor --config eks-auth.yaml --cluster edge --token-file ./token
      on the server's machine, as its user: check its configuration, keys, associations and STS, too
  eks-auth doctor --endpoint http://127.0.0.1:8480 --cluster edge --token-file ./token
      ask the server directly, as an agent does
  eks-auth doctor --endpoint https://eks-auth.example.org --ca-file ca.pem --cluster edge --token-file ./token \\
    --caller-token-file /var/run/secrets/eks-auth/token
      the same, as an agent that has its own token
  eks-auth doctor --context edge
      from anywhere, with kubectl: check what is installed in a Kubernetes cluster, and find pods without credentials
  eks-auth doctor --context edge --namespace shop --pod cart-0
      the same, and what this pod needs
  eks-auth doctor --json | jq -r '.checks[] | select(.status == "failed").remedy'

The checks are: variables, token file, agent, server, keys, association, exchange, STS. If the agent or the server responds
with an error, the finding is shown at the check that the error is about. The exchange is made in this process, with the
configuration and the environment of the server, and only if neither agent nor server gave credentials: so the text of STS
is shown, which a server tells no caller. With --context the checks are: resources, policies, webhook,
service, agent, namespace, associations, pods. The exit code is 0 if no check failed, else 1. The output contains neither a token nor a secret.
`;

/** Creates the `doctor` command, which finds out why a pod gets no credentials. */
export function createDoctorCommand(): Command {
  const command = new Command("doctor")
    .description(descriptions.doctor)
    .option("--token-file <path>", "the pod's token file (default: AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE)")
    .option("--agent <url>", "the agent's URL (default: AWS_CONTAINER_CREDENTIALS_FULL_URI)", parseAgentUrl)
    .addOption(
      new Option("--endpoint <url>", "the server's URL (default: the address that --config listens on)")
        .env("EKS_AUTH_ENDPOINT")
        .argParser(parseEndpoint),
    )
    .addOption(new Option("--config <file>", "the server's configuration file").env("EKS_AUTH_CONFIG"))
    .addOption(
      new Option("--cluster <name>", "the pod's cluster (default: the only one of --config)")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName),
    )
    .addOption(caFileOption());
  return addCallerOptions(command)
    .option("--context <name>", "check a Kubernetes cluster instead: a context of the kubeconfig")
    .option("--kubeconfig <path>", "the kubeconfig for --context (default: kubectl's own)")
    .option("--namespace <name>", "with --context: check this namespace, too")
    .option("--pod <name>", "with --namespace: check this pod, too")
    .option("--service-account <name>", "with --namespace: check this service account, too")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples))
    .action(async (options: DoctorOptions & ClusterDoctorOptions, command: Command) => {
      if (isForCluster(options, command)) {
        const { runClusterDoctor } = await import("./kubernetes/run-cluster-doctor.ts");
        await runClusterDoctor(options);
        return;
      }
      checkOptions(options, command);
      // Loaded on demand, so that help does not wait for it.
      const { runDoctor } = await import("./run-doctor.ts");
      await runDoctor(options);
    });
}

/** The options of a cluster, and those for both. */
const clusterOptions = ["context", "kubeconfig", "namespace", "pod", "serviceAccount", "json"];

/** Whether a Kubernetes cluster must be checked. Ends the command with exit code 2 if options do not fit together. */
function isForCluster(options: ClusterDoctorOptions, command: Command): boolean {
  const { context, kubeconfig, namespace, pod, serviceAccount } = options;
  const isCluster = context !== undefined || kubeconfig !== undefined;
  const given = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === "cli",
  );
  const other = given.find((option) => !clusterOptions.includes(option.attributeName()));
  if (isCluster && other !== undefined) {
    command.error(
      `error: option '${other.flags}' cannot be used with --context, which checks a Kubernetes cluster.`,
    );
  }
  const lost = given.find((option) => clusterOptions.slice(2, 5).includes(option.attributeName()));
  if (!isCluster && lost !== undefined) {
    command.error(`error: option '${lost.flags}' requires --context.`);
  }
  if (namespace === undefined && (pod !== undefined || serviceAccount !== undefined)) {
    command.error("error: the namespace is missing. Give it with --namespace.");
  }
  if (pod !== undefined && serviceAccount !== undefined) {
    command.error("error: use --pod or --service-account, not both: a pod has a service account.");
  }
  return isCluster;
}

function checkOptions({ tokenFile, endpoint, config, cluster }: DoctorOptions, command: Command): void {
  if (endpoint !== undefined && config === undefined && cluster === undefined) {
    command.error(
      "error: the cluster is missing. Give its name in the server's configuration with --cluster or EKS_AUTH_CLUSTER.",
    );
  }
  if (tokenFile !== undefined) {
    checkTokenFileName(command, "--token-file", tokenFile);
  }
}

function parseAgentUrl(text: string): URL {
  const url = parseUrl(text);
  if (!isAllowedBySdks(url)) {
    throw new InvalidArgumentError(`The token is sent there, and ${sdkUrlRule}.`);
  }
  return url.pathname === "/" ? new URL("/v1/credentials", url) : url;
}

function parseEndpoint(text: string): URL {
  const url = parseUrl(text);
  if (!isTrustedUrl(url)) {
    throw new InvalidArgumentError("The token is sent there, so it must be https, or http on this machine.");
  }
  return url;
}

function parseUrl(text: string): URL {
  // URL.canParse takes HOST:PORT for a scheme and a path.
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError(
      "It must be a URL with http:// or https://, such as http://127.0.0.1:8481.",
    );
  }
  return new URL(text);
}
