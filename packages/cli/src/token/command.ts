import { Command } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { checkTokenFileName, configOption } from "../core/options.ts";
import type { InspectOptions } from "./inspect.ts";

const examples = `
Examples:
  eks-auth token inspect --config eks-auth.yaml --cluster dev --file ./token
  kubectl create token app --audience pods.eks.amazonaws.com --bound-object-kind Pod --bound-object-name app-0 |
    eks-auth token inspect --config eks-auth.yaml --cluster dev
  eks-auth token inspect --config eks-auth.yaml --cluster dev --file ./token --json |
    jq -r '.checks[] | select(.status == "failed").message'

The exit code is 0 if the token would be accepted, else 1. It prints claims of the token, never the token itself.
`;

/** Creates the `token` command, which examines pods' service-account tokens. */
export function createTokenCommand(): Command {
  const command = new Command("token")
    .description(descriptions.token)
    .addHelpText("after", helpText(examples));
  command
    .command("inspect")
    .description(
      "Explain, check by check, whether a cluster would accept a token: what was found and what was expected.",
    )
    .option("--file <path>", "the file that contains the token (default: standard input)")
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the token's cluster in the configuration file")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples))
    .action(async (options: InspectOptions, inspect: Command) => {
      const { stdin: input, stdout: output } = process;
      if (options.file === undefined && input.isTTY) {
        inspect.error("error: there is no token. Name its file with --file, or pipe it to standard input.");
      }
      if (options.file !== undefined) {
        checkTokenFileName(inspect, "--file", options.file);
      }
      // Loaded on demand, so that help does not wait for the service.
      const [{ runInspect }, { findCluster, openIssuer }] = await Promise.all([
        import("./inspect.ts"),
        import("../config/configuration.ts"),
      ]);
      await runInspect(options, {
        findIssuer: async (configFile, clusterName) => openIssuer(await findCluster(configFile, clusterName)),
        input,
        output,
      });
    });
  return command;
}
