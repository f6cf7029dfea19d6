import { Command, InvalidArgumentError, Option } from "commander";
import { configOption, logLevelOption, parsePort } from "../core/options.ts";
import { limitHeapGrowth } from "../core/v8-memory.ts";

import type { ServeOptions } from "./run-serve.ts";

const examples = `
Examples:
  eks-auth serve --config eks-auth.yaml              serve what the file configures until Ctrl-C
  EKS_AUTH_CONFIG=eks-auth.yaml eks-auth serve       the same
  eks-auth serve --config eks-auth.yaml --port 9000  on another port than the file says
  kill -HUP PID                                      read the files again at once

Changes of the configuration, the associations and the key files are seen within 2 seconds. A file that can't be
used is named in the log, and what was there before stays in force.
`;

/** Makes the `serve` command: the service that a configuration file describes. */
export function createServeCommand(): Command {
  return new Command("serve")
    .description(
      "Serve EKS Auth for the clusters of a configuration file. It listens on loopback addresses alone.",
    )
    .addOption(configOption())
    .addOption(
      new Option("--host <address>", "the loopback address to listen on, instead of the file's")
        .env("EKS_AUTH_HOST")
        .argParser(parseLoopbackHost),
    )
    .addOption(
      new Option("--port <number>", "the port to listen on, instead of the file's")
        .env("EKS_AUTH_PORT")
        .argParser(parsePort),
    )
    .addOption(logLevelOption())
    .addHelpText("after", examples)
    .action(async (options: ServeOptions) => {
      // Before what is to be loaded has made its garbage.
      limitHeapGrowth();
      // Loaded on demand: nobody should wait for the service to read a help text.
      const { runServe } = await import("./run-serve.ts");
      await runServe(options);
    });
}

function parseLoopbackHost(text: string): string {
  // The service's own rule would load the service.
  if (!/^(localhost|::1|127(\.\d{1,3}){3})$/i.test(text)) {
    throw new InvalidArgumentError(
      "Callers are not authenticated yet, so it must be a loopback address: 127.0.0.1, ::1 or localhost.",
    );
  }
  return text;
}
