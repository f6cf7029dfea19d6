import { Command, InvalidArgumentError } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { parsePort } from "../core/options.ts";
import { parseFault } from "./faults/parse-fault.ts";
import type { DevOptions } from "./run-dev.ts";

const examples = `
Examples:
  eks-auth dev
      serve on 127.0.0.1:8480 until Ctrl-C, with an agent on 8481 and the EKS API on 8483
  eks-auth dev --directory ./eks
      keep associations.yaml and the token file in ./eks
  eks-auth dev --once | jq .subject
      make one exchange and end
  eks-auth dev --fault throttle=0.5
      refuse half of the exchanges with ThrottlingException
`;

/** Creates the `dev` command, which runs the service with a development cluster, without AWS or Kubernetes. */
export function createDevCommand(): Command {
  return new Command("dev")
    .description(descriptions.dev)
    .option(
      "--port <number>",
      "the service's port; the agent, the STS and the EKS API listen on the next three; 0 for any free ports " +
        "(default: 8480; free ports with --once)",
      parsePort,
    )
    .option(
      "--directory <path>",
      "the directory of associations.yaml and the token file (default: a temporary one)",
      parseDirectory,
    )
    .option("--once", "make one exchange, print the response as JSON without its secrets, and end")
    .option(
      "--fault <kind=rate>",
      "make this share of the requests fail, from 0 to 1; repeatable. throttle and server-error: the API's answers 429 and " +
        "500; slow: a delay, such as slow=0.5:2s; expired: AWS refuses the credentials; clock: the server's clock differs, " +
        "such as clock=1:-10m",
      parseFault,
    )
    .addHelpText("after", helpText(examples))
    .action(async (options: DevOptions) => {
      // Loaded on demand, so that help does not wait for the service.
      const { runDev } = await import("./run-dev.ts");
      await runDev(options);
    });
}

function parseDirectory(text: string): string {
  if (text === "") {
    throw new InvalidArgumentError("It is empty. Name a directory, or omit the option.");
  }
  return text;
}
