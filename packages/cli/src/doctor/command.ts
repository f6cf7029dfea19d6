import { Command, InvalidArgumentError, Option } from "commander";
import { checkTokenFileName, parseClusterName } from "../core/options.ts";
import { isTakenBySdks, isTrustworthy, sdkAddressRule } from "./address.ts";
import type { DoctorOptions } from "./check.ts";

const examples = `
Examples:
  eks-auth doctor
      in a pod, or a shell with a pod's variables, where an SDK gets no credentials
  eks-auth doctor --agent http://127.0.0.1:8481 --token-file ./token
      for an agent and a token that no variable names
  eks-auth doctor --config eks-auth.yaml --cluster edge --token-file ./token
      beside the server: looks into its configuration, its keys and its associations, too
  eks-auth doctor --endpoint http://127.0.0.1:8480 --cluster edge --token-file ./token
      ask the server itself, as an agent does
  eks-auth doctor --json | jq -r '.steps[] | select(.status == "failed").remedy'

The steps are: variables, token file, agent, server, keys, association, STS. What an agent or a server says is told of the
step that it is about. It ends with 0 where no step failed, and with 1 where the way stops. It prints neither a token nor
a secret.
`;

/** Makes the `doctor` command: where a pod's credentials get stuck, and how to mend it. */
export function createDoctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Walk the way that a pod's credentials take, and say at which step it stops and how to mend it.",
    )
    .option(
      "--token-file <path>",
      "the file with the pod's token (default: AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE)",
    )
    .option(
      "--agent <url>",
      "where the agent is (default: AWS_CONTAINER_CREDENTIALS_FULL_URI)",
      parseAgentAddress,
    )
    .addOption(
      new Option("--endpoint <url>", "where the server is (default: where --config has it listen)")
        .env("EKS_AUTH_ENDPOINT")
        .argParser(parseEndpoint),
    )
    .addOption(new Option("--config <file>", "the server's configuration file").env("EKS_AUTH_CONFIG"))
    .addOption(
      new Option("--cluster <name>", "the cluster that the pod is in")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName),
    )
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(async (options: DoctorOptions, command: Command) => {
      requireUsable(options, command);
      // Loaded on demand: nobody should wait for the walk to read a help text.
      const { runDoctor } = await import("./run-doctor.ts");
      await runDoctor(options);
    });
}

function requireUsable({ tokenFile, endpoint, config, cluster }: DoctorOptions, command: Command): void {
  if ((endpoint !== undefined || config !== undefined) && cluster === undefined) {
    command.error(
      "error: the cluster is not known. Name it with --cluster, as the server calls it, or set EKS_AUTH_CLUSTER.",
    );
  }
  if (tokenFile !== undefined) {
    checkTokenFileName(command, "--token-file", tokenFile);
  }
}

function parseAgentAddress(text: string): URL {
  const url = parseUrl(text);
  if (!isTakenBySdks(url)) {
    throw new InvalidArgumentError(`A token goes there: by ${sdkAddressRule}.`);
  }
  return url.pathname === "/" ? new URL("/v1/credentials", url) : url;
}

function parseEndpoint(text: string): URL {
  const url = parseUrl(text);
  if (!isTrustworthy(url)) {
    throw new InvalidArgumentError("A token goes there: it must be an https URL, or http on this machine.");
  }
  return url;
}

function parseUrl(text: string): URL {
  // A host and its port would be read as a scheme and a path.
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError("It is a URL, such as http://127.0.0.1:8481. Is http:// missing?");
  }
  return new URL(text);
}
