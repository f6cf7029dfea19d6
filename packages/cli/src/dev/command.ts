import { Command, InvalidArgumentError } from "commander";
import { parsePort } from "../core/options.ts";
import type { DevOptions } from "./run-dev.ts";

const examples = `
Examples:
  eks-auth dev                       serve on 127.0.0.1:8480 until Ctrl-C, with an agent on 8481
  eks-auth dev --directory ./eks     keep associations.yaml and the token file in ./eks
  eks-auth dev --once | jq .subject  make one exchange and end
`;

/** Makes the `dev` command: the service with a cluster of its own, for work without AWS or Kubernetes. */
export function createDevCommand(): Command {
  return new Command("dev")
    .description(
      "Serve EKS Auth on 127.0.0.1 with a development cluster: an issuer of tokens, a sample association, a token " +
        "file, an agent that AWS SDKs get credentials from, and an STS that says whose they are. The credentials " +
        "have AWS's shape and open nothing at AWS.",
    )
    .option(
      "--port <number>",
      "the port to serve on, and the first of three: the agent's and the STS's are behind it; 0 for any that are " +
        "free (default: 8480; any with --once)",
      parsePort,
    )
    .option(
      "--directory <path>",
      "where associations.yaml and the token file are (default: a temporary one)",
      parseDirectory,
    )
    .option("--once", "make one exchange, print the response as JSON without its secrets, and end")
    .addHelpText("after", examples)
    .action(async (options: DevOptions) => {
      // Loaded on demand: nobody should wait for the service to read a help text.
      const { runDev } = await import("./run-dev.ts");
      await runDev(options);
    });
}

function parseDirectory(text: string): string {
  if (text === "") {
    throw new InvalidArgumentError("It is empty. Name a directory, or leave the option out.");
  }
  return text;
}
