import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { parsePort, parseSeconds } from "../core/options.ts";
import { parseFault } from "./faults/parse-fault.ts";
import type { DevOptions } from "./run-dev.ts";

const examples = `
Examples:
  eks-auth dev
      serve on 127.0.0.1:8480 until Ctrl-C, with an agent on 8481 and the console on 8484
  eval "$(eks-auth dev --print-env)"
      in another shell: make its AWS SDKs use what runs
  eks-auth dev --directory ./eks --role-arn arn:aws:iam::111122223333:role/app
      keep associations.yaml and the token file in ./eks
  eks-auth dev --credential-lifetime 960 --fault throttle=0.5
      see what an SDK does when it renews credentials and half of its requests are throttled
  eks-auth dev --once | jq .subject
      make one exchange and end
`;

/** What a second `eks-auth dev` can't change. */
const otherOptions = [
  "directory",
  "roleArn",
  "tokenLifetime",
  "credentialLifetime",
  "writeEnv",
  "fault",
  "once",
];

/** Creates the `dev` command, which runs the service with a development cluster, without AWS or Kubernetes. */
export function createDevCommand(): Command {
  return new Command("dev")
    .description(descriptions.dev)
    .option(
      "--port <number>",
      "the service's port; the agent, the STS, the EKS API and the console listen on the next four; 0 for any free ports " +
        "(default: 8480; free ports with --once)",
      parsePort,
    )
    .option(
      "--directory <path>",
      "the directory of associations.yaml and the token file (default: a temporary one)",
      parsePath,
    )
    .option("--role-arn <arn>", "the role of the sample pod (default: that of associations.yaml)")
    .option(
      "--token-lifetime <seconds>",
      "the lifetime of the token in the token file, 10 to 86400 (default: 3600)",
      parseSeconds,
    )
    .option(
      "--credential-lifetime <seconds>",
      "the lifetime of all credentials, 30 to 43200 (default: that of the association). AWS SDKs get new ones 5 to 15 " +
        "minutes before they expire",
      parseSeconds,
    )
    .option(
      "--write-env <path>",
      "write the variables for AWS SDKs to this file, for node --env-file and Docker Compose; it is removed at the end",
      parsePath,
    )
    .addOption(
      new Option(
        "--print-env",
        "print shell lines that make AWS SDKs use an eks-auth dev that runs already: the one on --port",
      ).conflicts(otherOptions),
    )
    .addOption(
      new Option(
        "--once",
        "make one exchange, print the response as JSON without its secrets, and end",
      ).conflicts("writeEnv"),
    )
    .option(
      "--fault <kind=rate>",
      "make this share of the requests fail, from 0 to 1; repeatable. throttle and server-error: the API's answers 429 and " +
        "500; slow: a delay, such as slow=0.5:2s; expired: AWS refuses the credentials; clock: expirations, date " +
        "headers and the STS's check of signatures differ from your clock, such as clock=1:-10m",
      parseFault,
    )
    .addHelpText("after", helpText(examples))
    .action(async (options: DevOptions & { readonly printEnv?: boolean }) => {
      if (options.printEnv) {
        const { printEnv } = await import("./print-env.ts");
        await printEnv(options.port);
        return;
      }
      // Loaded on demand, so that help does not wait for the service.
      const { runDev } = await import("./run-dev.ts");
      await runDev(options);
    });
}

function parsePath(text: string): string {
  if (text === "") {
    throw new InvalidArgumentError("It is empty. Give a path, or omit the option.");
  }
  return text;
}
