import { Command, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { addUpstreamOptions, checkTokenFileName, parseClusterName } from "../core/options.ts";
import { type ExecOptions, parsePodName } from "./options.ts";

const examples = `
Examples:
  eks-auth exec --dev -- aws sts get-caller-identity
  eks-auth exec --cluster edge --pod shop/cart-0 -- npm start
  eks-auth exec --cluster edge --pod shop/cart-0 --context edge \\
    --endpoint http://127.0.0.1:8480 --no-sign-request -- sh -c 'aws s3 ls'
  eks-auth exec --cluster edge --token-file ./token --endpoint https://eks-auth.example.org --ca-file ca.pem -- env

The command gets its credentials from an agent on 127.0.0.1 that runs as long as the command does. The command can't see
your own AWS credentials, profiles and configuration files; the agent signs its requests with them.
The exit code is the command's; 128 plus the signal's number if a signal ended it; 127 if the command was not found; 126
if it can't be executed.
`;

/**
 * Creates the `exec` command, which runs a program with a pod's AWS credentials.
 *
 * @param setExitCode - gets the program's exit code
 */
export function createExecCommand(setExitCode: (code: number) => void): Command {
  const command = new Command("exec")
    .description(descriptions.exec)
    .usage("[options] -- <command> [arguments...]")
    .argument("<command...>", "the command and its arguments, after --")
    .addOption(
      new Option("--cluster <name>", "the cluster's name in the EKS Auth API")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName),
    )
    .option("--token-file <path>", "a file that contains a token of the pod, which something else renews")
    .addOption(
      podOption("--pod <namespace/name>", "the pod to request tokens for, with kubectl").argParser(
        parsePodName,
      ),
    )
    .addOption(podOption("--kubeconfig <path>", "the kubeconfig for --pod (default: kubectl's own)"))
    .addOption(podOption("--context <name>", "the context of the kubeconfig (default: its current one)"))
    .option("--dev", "use the sample pod of a development environment that is created for this run")
    .configureOutput({ outputError: (text, write) => write(`${text}${explainUnknownOption(text)}`) });
  return addUpstreamOptions(command)
    .addHelpText("after", helpText(examples))
    .action(async (words: string[], options: ExecOptions) => {
      checkIdentityOptions(options, command);
      // Loaded on demand, so that help does not wait for the agent.
      const { runExec } = await import("./run-exec.ts");
      setExitCode(await runExec(options, words));
    });
}

function podOption(flags: string, description: string): Option {
  return new Option(flags, description).conflicts("tokenFile");
}

/** Adds the fix if an option of the program was parsed as one of `exec`. Commander reports that only as text. */
function explainUnknownOption(message: string): string {
  return message.startsWith("error: unknown option")
    ? "Put the command and its options after --, as in: eks-auth exec --dev -- ls -la\n"
    : "";
}

/** Checks the combinations of options that commander has no rule for. */
function checkIdentityOptions(options: ExecOptions, command: Command): void {
  if (options.tokenFile !== undefined) {
    checkTokenFileName(command, "--token-file", options.tokenFile);
  }
  if (options.dev) {
    checkDevOptions(command);
    return;
  }
  if (options.tokenFile === undefined && options.pod === undefined) {
    command.error(
      "error: whose credentials should the command get? Use --pod NAMESPACE/NAME, --token-file PATH or --dev.",
    );
  }
  if (options.cluster === undefined) {
    command.error(
      "error: which cluster is the pod in? Use --cluster with its name in the EKS Auth API, or set EKS_AUTH_CLUSTER.",
    );
  }
}

/**
 * Rejects options that conflict with --dev. Commander's `conflicts` would also reject variables that are set for
 * other runs.
 */
function checkDevOptions(command: Command): void {
  const other = command.options.find((option) => {
    const name = option.attributeName();
    const isGiven = name !== "dev" && command.getOptionValueSource(name) === "cli";
    // An option and its negation have the same name.
    return isGiven && option.negate === (command.getOptionValue(name) === false);
  });
  if (other !== undefined) {
    command.error(
      `error: option '--dev' cannot be used with option '${other.flags}': it creates its own cluster.`,
    );
  }
}
