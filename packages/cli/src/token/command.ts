import { Command } from "commander";
import { checkTokenFileName, configOption } from "../core/options.ts";
import type { InspectOptions } from "./inspect.ts";

const examples = `
Examples:
  eks-auth token inspect --config eks-auth.yaml --cluster dev --file ./token
  kubectl create token app --audience pods.eks.amazonaws.com --bound-object-kind Pod --bound-object-name app-0 |
    eks-auth token inspect --config eks-auth.yaml --cluster dev
  eks-auth token inspect --config eks-auth.yaml --cluster dev --file ./token --json |
    jq -r '.checks[] | select(.status == "failed").message'

It ends with 0 where the token would be accepted and with 1 where not. It prints claims of the token, and never the
token itself.
`;

/** Makes the `token` command: what is to be known of pods' service-account tokens. */
export function createTokenCommand(): Command {
  const command = new Command("token").description("Look into pods' service-account tokens.");
  command
    .command("inspect")
    .description(
      "Explain check by check whether a cluster would accept a token: what was found, what was expected.",
    )
    .option("--file <path>", "the file that holds the token (default: standard input)")
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the cluster of the configuration file that the token is for")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(async (options: InspectOptions, inspect: Command) => {
      const { stdin: input, stdout: output } = process;
      if (options.file === undefined && input.isTTY) {
        inspect.error("error: there is no token. Give its file with --file, or send it to standard input.");
      }
      if (options.file !== undefined) {
        checkTokenFileName(inspect, "--file", options.file);
      }
      // Loaded on demand: nobody should wait for the service to read a help text.
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
