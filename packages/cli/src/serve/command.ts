import { isIP } from "node:net";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { configOption, logLevelOption, parsePort } from "../core/options.ts";
import { limitHeapGrowth, loadServerModules } from "../core/v8-memory.ts";
import type { ServeOptions } from "./run-serve.ts";

const examples = `
Examples:
  eks-auth serve --config eks-auth.yaml
      serve the clusters of the file until Ctrl-C
  EKS_AUTH_CONFIG=eks-auth.yaml eks-auth serve
      the same
  eks-auth serve --config eks-auth.yaml --port 9000
      on another port than the file's
  kill -HUP PID
      reload all files at once

Changes of the configuration, the associations, the keys and the certificates take effect within 2 seconds. If a file
can't be used, the log says so, and its last valid content stays in effect. An association file that may be truncated is
held back; eks-auth association confirm applies it. Probes and metrics are on http://127.0.0.1:8481, unless the file has
another admin address.
`;

/** Creates the `serve` command, which runs the service that a configuration file describes. */
export function createServeCommand(): Command {
  return new Command("serve")
    .description(descriptions.serve)
    .addOption(configOption())
    .addOption(
      new Option("--host <address>", "the IP address to listen on, instead of the file's")
        .env("EKS_AUTH_HOST")
        .argParser(parseHost),
    )
    .addOption(
      new Option("--port <number>", "the port to listen on, instead of the file's")
        .env("EKS_AUTH_PORT")
        .argParser(parsePort),
    )
    .addOption(logLevelOption())
    .addHelpText("after", helpText(examples))
    .action(async (options: ServeOptions) => {
      // Loaded on demand, so that help does not wait for the service.
      const { runServe } = await import("./run-serve.ts");
      loadServerModules();
      limitHeapGrowth();
      await runServe(options);
    });
}

function parseHost(text: string): string {
  // Whether callers and TLS are configured for it is checked with the file.
  if (isIP(text) === 0 && text.toLowerCase() !== "localhost") {
    throw new InvalidArgumentError("It must be an IP address of this machine, or localhost: 127.0.0.1.");
  }
  return text;
}
