import { Command, InvalidArgumentError } from "commander";
import { configOption } from "../core/options.ts";
import type { AddOptions } from "./change.ts";
import type { ImportOptions } from "./import.ts";
import type { ClusterOptions, NamesOptions } from "./query.ts";

const examples = `
Examples:
  export EKS_AUTH_CONFIG=eks-auth.yaml
  eks-auth association list --cluster edge
  eks-auth association add --cluster edge --namespace shop --service-account cart \\
    --role-arn arn:aws:iam::111122223333:role/cart
  eks-auth association show --cluster edge --namespace shop --service-account cart
  eks-auth association remove --cluster edge --namespace shop --service-account cart

Comments and order of the file are kept. A running service applies a change within 2 s.
`;

const addExamples = `
Examples:
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace 'team-*' --service-account '*' --role-arn arn:aws:iam::111122223333:role/team
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace shop --service-account cart --role-arn arn:aws:iam::111122223333:role/cart \\
    --disable-session-tags --policy "$(cat policy.json)"

A name can be a glob: * matches any characters, ? matches one. Quote it, so that the shell does not expand it.
`;

const showExamples = `
Examples:
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart \\
    --json | jq -r .association.roleArn
`;

const confirmExamples = `
Examples:
  eks-auth association confirm --config eks-auth.yaml --cluster edge

If a file loses more than half of at least 20 associations, a running service keeps the previous ones for the shrinkGrace
of the cluster, 60 s by default: another tool may have truncated the file. This applies it at once, and so does SIGHUP.
`;

const importExamples = `
Examples:
  for id in $(aws eks list-pod-identity-associations --cluster-name prod \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name prod --association-id "$id" --output json
  done | eks-auth association import --config eks-auth.yaml --cluster edge

  eks-auth association import --config eks-auth.yaml --cluster edge --dry-run described.json

Either all associations are imported or none. Their tags and AWS's IDs are not imported. Empty input is an error with
exit code 1, since the exit code of aws is lost in a pipe.
`;

/** Creates the `association` command, which manages the roles of a cluster's service accounts. */
export function createAssociationCommand(): Command {
  return new Command("association")
    .description("Show and change which service account of a cluster has which role.")
    .addHelpText("after", examples)
    .addCommand(createAddCommand())
    .addCommand(
      createClusterCommand("list", "Print the associations of a cluster, in the order of the file.").action(
        async (options: ClusterOptions) => {
          // Loaded on demand, as in all subcommands, so that help does not wait for the service.
          const { runList } = await import("./query.ts");
          await runList(options);
        },
      ),
    )
    .addCommand(
      createNamesCommand(
        "show",
        "Print the association of a service account, which names it or matches it with a glob.",
      )
        .addHelpText("after", showExamples)
        .action(async (options: NamesOptions) => {
          const { runShow } = await import("./query.ts");
          await runShow(options);
        }),
    )
    .addCommand(
      createNamesCommand("remove", "Remove an association. Give its names as the file has them.").action(
        async (options: NamesOptions) => {
          const { runRemove } = await import("./change.ts");
          await runRemove(options);
        },
      ),
    )
    .addCommand(createImportCommand())
    .addCommand(createConfirmCommand());
}

function createClusterCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the cluster in the configuration file")
    .option("--json", "print JSON");
}

function createNamesCommand(name: string, description: string): Command {
  return createClusterCommand(name, description)
    .requiredOption("--namespace <name>", "the namespace")
    .requiredOption("--service-account <name>", "the service account");
}

function createAddCommand(): Command {
  return createNamesCommand("add", "Add an association.")
    .requiredOption("--role-arn <arn>", "the role that pods get")
    .option(
      "--target-role-arn <arn>",
      "a second role that pods get instead; it is assumed with the first role's credentials",
    )
    .option("--external-id <id>", "the sts:ExternalId that the target role's trust policy requires")
    .option("--disable-session-tags", "omit the session tags with cluster, service account and pod")
    .option("--policy <json>", "a session policy; requires --disable-session-tags")
    .option("--duration-seconds <number>", "the credentials' lifetime, 900 to 43200", parseSeconds)
    .option("--replace", "replace an existing association with the same names")
    .addHelpText("after", addExamples)
    .action(async (options: AddOptions, command: Command) => {
      const { runAdd } = await import("./change.ts");
      await runAdd(options, (message) => command.error(`error: ${message}`));
    });
}

function createImportCommand(): Command {
  return createClusterCommand("import", "Import the output of aws eks describe-pod-identity-association.")
    .argument("[file]", "the file with the output (default: standard input)")
    .option("--replace", "replace existing associations with the same names")
    .option("--dry-run", "print the outcome for each association, and write nothing")
    .addHelpText("after", importExamples)
    .action(async (file: string | undefined, options: ImportOptions, command: Command) => {
      if (file === undefined && process.stdin.isTTY) {
        command.error(
          "error: there is nothing to import. Name a file, or pipe the output to standard input.",
        );
      }
      const { runImport } = await import("./import.ts");
      await runImport(file, options);
    });
}

function createConfirmCommand(): Command {
  return createClusterCommand("confirm", "Confirm a file that has lost more than half of its associations.")
    .addHelpText("after", confirmExamples)
    .action(async (options: ClusterOptions) => {
      const { runConfirm } = await import("./confirm.ts");
      await runConfirm(options);
    });
}

function parseSeconds(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("It must be a number of seconds.");
  }
  return Number(text);
}
