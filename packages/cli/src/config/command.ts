import { Command } from "commander";
import { configOption } from "../core/options.ts";
import type { CheckOptions } from "./check.ts";

const examples = `
Examples:
  eks-auth config check --config eks-auth.yaml           before a start or a reload
  eks-auth config check --config eks-auth.yaml --json | jq '.clusters[].associations'
  eks-auth config check --config eks-auth.yaml --json | jq -r '.problems[]'

It reads the file and every file that it names, makes none and calls nobody. It ends with 0 where serve would start with
all of them, with 1 where not; each problem has its file, its line, what stands there and what is allowed.
`;

/** Makes the `config` command: what is to be known of configuration files. */
export function createConfigCommand(): Command {
  const command = new Command("config").description("Look after configuration files.");
  command
    .command("check")
    .description("Check a configuration file and every file that it names.")
    .addOption(configOption())
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(async (options: CheckOptions) => {
      // Loaded on demand: nobody should wait for the service to read a help text.
      const { runCheck } = await import("./check.ts");
      await runCheck(options);
    });
  return command;
}
