import { Command, Option } from "commander";
import { addUpstreamOptions, checkTokenFileName, parseClusterName } from "../core/options.ts";
import { type ExecOptions, parsePodName } from "./options.ts";

const examples = `
Examples:
  eks-auth exec --dev -- aws sts get-caller-identity
  eks-auth exec --cluster edge --pod shop/cart-0 -- npm start
  eks-auth exec --cluster edge --pod shop/cart-0 --context edge \\
    --endpoint http://127.0.0.1:8480 --no-sign-request -- sh -c 'aws s3 ls'
  eks-auth exec --cluster edge --token-file ./token --endpoint https://eks-auth.example.org --ca-file ca.pem -- env

The command gets its credentials from an agent that runs as long as it does, on 127.0.0.1. Your own AWS credentials,
profiles and configuration files are hidden from it; the agent uses them to sign what it asks.
It ends as the command does: with its exit code, 128 and the number of the signal that ended it, 127 where it isn't
found, 126 where it can't be run.
`;

/**
 * Makes the `exec` command: runs a command with a pod's AWS credentials.
 *
 * @param setExitCode - is told the command's exit code
 */
export function createExecCommand(setExitCode: (code: number) => void): Command {
  const command = new Command("exec")
    .description("Run a command with the AWS credentials that a pod has.")
    .usage("[options] -- <command> [arguments...]")
    .argument("<command...>", "the command and its arguments, behind --")
    .addOption(
      new Option("--cluster <name>", "the cluster, as the EKS Auth API calls it")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName),
    )
    .option("--token-file <path>", "a file that holds a token of the pod, and that somebody else keeps fresh")
    .addOption(
      new Option("--pod <namespace/name>", "a pod that kubectl asks the kubeconfig's cluster for tokens of")
        .argParser(parsePodName)
        .conflicts("tokenFile"),
    )
    .addOption(
      new Option("--kubeconfig <path>", "the kubeconfig for --pod (default: kubectl's own)").conflicts(
        "tokenFile",
      ),
    )
    .addOption(
      new Option("--context <name>", "the context of the kubeconfig (default: its current one)").conflicts(
        "tokenFile",
      ),
    )
    .option("--dev", "the sample pod of a development environment that is made for this run")
    .configureOutput({ outputError: (text, write) => write(`${text}${explainUnknownOption(text)}`) });
  return addUpstreamOptions(command)
    .addHelpText("after", examples)
    .action(async (words: string[], options: ExecOptions) => {
      requireIdentity(options, command);
      // Loaded on demand: nobody should wait for the agent to read a help text.
      const { runExec } = await import("./run-exec.ts");
      setExitCode(await runExec(options, words));
    });
}

/** An option of the command that isn't behind -- is taken for one of ours. */
function explainUnknownOption(message: string): string {
  return message.startsWith("error: unknown option")
    ? "The command and its options stand behind --, as in: eks-auth exec --dev -- ls -la\n"
    : "";
}

/** What commander has no rule for. */
function requireIdentity(options: ExecOptions, command: Command): void {
  if (options.tokenFile !== undefined) {
    checkTokenFileName(command, "--token-file", options.tokenFile);
  }
  if (options.dev) {
    requireNoOther(command);
    return;
  }
  if (options.tokenFile === undefined && options.pod === undefined) {
    command.error("error: whose credentials? Give --pod NAMESPACE/NAME, --token-file PATH or --dev.");
  }
  if (options.cluster === undefined) {
    command.error(
      "error: of which cluster is the pod? Give --cluster NAME, as the EKS Auth API calls it, or set EKS_AUTH_CLUSTER.",
    );
  }
}

/** Commander's own rule would count an environment variable, which is there for other runs. */
function requireNoOther(command: Command): void {
  const other = command.options.find((option) => {
    const name = option.attributeName();
    return name !== "dev" && command.getOptionValueSource(name) === "cli";
  });
  if (other !== undefined) {
    command.error(
      `error: option '--dev' cannot be used with option '${other.flags}': it brings a cluster of its own.`,
    );
  }
}
