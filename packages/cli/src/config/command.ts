import { Command } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { configOption } from "../core/options.ts";
import type { CheckOptions } from "./check.ts";
import { createInitCommand } from "./init-command.ts";

const examples = `
Examples:
  eks-auth config check --config eks-auth.yaml
      before a start or a reload
  eks-auth config check --config eks-auth.yaml --json | jq '.clusters[].associations'
  eks-auth config check --config eks-auth.yaml --json | jq -r '.problems[]'
  eks-auth config check --config eks-auth.yaml --online
      as the service's user: fetch the keys of each cluster, ask its API server, and ask STS who the service is
  eks-auth config check --config eks-auth.yaml --online --json | jq -r '.online.checks[].remedy // empty'

It reads the file and every file that it names. It creates no files and, without --online, makes no network requests. The
exit code is 0 if serve would start with these files and everything that was asked answers, else 1. Each problem has its
file, its line, the value, and what is allowed. A warning, such as for keys that can't be used, does not change the exit
code. With --online, each answer is waited for 5 s at most.
`;

const groupExamples = `
Examples:
  eks-auth config init --cluster edge --region eu-west-1 --account 111122223333 --issuer https://oidc.example.org/edge
  eks-auth config check --config eks-auth.yaml
`;

/** Creates the `config` command. */
export function createConfigCommand(): Command {
  const command = new Command("config")
    .description(descriptions.config)
    .addHelpText("after", helpText(groupExamples))
    .addCommand(createInitCommand());
  command
    .command("check")
    .description("Check a configuration file and every file that it names.")
    .addOption(configOption())
    .option("--online", "also ask issuers, API servers and STS")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples))
    .action(async (options: CheckOptions) => {
      // Loaded on demand, so that help does not wait for the service.
      const { runCheck } = await import("./check.ts");
      await runCheck(options);
    });
  return command;
}
