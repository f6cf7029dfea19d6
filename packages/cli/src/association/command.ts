import { Command, InvalidArgumentError } from "commander";
import type { AddOptions } from "./change.ts";
import type { ImportOptions } from "./import.ts";
import {
  type ClusterOptions,
  createClusterCommand,
  createNamesCommand,
  type NamesOptions,
} from "./options.ts";

const examples = `
Examples:
  export EKS_AUTH_CONFIG=eks-auth.yaml
  eks-auth association list --cluster edge
  eks-auth association add --cluster edge --namespace shop --service-account cart \\
    --role-arn arn:aws:iam::111122223333:role/cart
  eks-auth association show --cluster edge --namespace shop --service-account cart
  eks-auth association remove --cluster edge --namespace shop --service-account cart

A file keeps its comments and its order. A service that follows it sees a change within 2 s.
`;

const addExamples = `
Examples:
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace 'team-*' --service-account '*' --role-arn arn:aws:iam::111122223333:role/team
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace shop --service-account cart --role-arn arn:aws:iam::111122223333:role/cart \\
    --disable-session-tags --policy "$(cat policy.json)"

A name may be a glob: * stands for any characters and ? for any one. Quote it, or the shell may take it for files.
`;

const showExamples = `
Examples:
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart \\
    --json | jq -r .association.roleArn
`;

const importExamples = `
Examples:
  for id in $(aws eks list-pod-identity-associations --cluster-name prod \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name prod --association-id "$id" --output json
  done | eks-auth association import --config eks-auth.yaml --cluster edge

  eks-auth association import --config eks-auth.yaml --cluster edge --dry-run described.json

All are imported or none. Tags of an association and its ID at AWS are not kept. Empty input ends with 1, for a pipe
doesn't tell that aws failed.
`;

/** Makes the `association` command: which service account of a cluster has which role. */
export function createAssociationCommand(): Command {
  return new Command("association")
    .description("Change and show which service account of a cluster has which role.")
    .addHelpText("after", examples)
    .addCommand(createAddCommand())
    .addCommand(
      createClusterCommand("list", "Print the associations of a cluster, in their file's order.").action(
        async (options: ClusterOptions) => {
          const { runList } = await import("./query.ts");
          await runList(options);
        },
      ),
    )
    .addCommand(
      createNamesCommand(
        "show",
        "Print the association that a service account has, by its name or by a glob.",
      )
        .addHelpText("after", showExamples)
        .action(async (options: NamesOptions) => {
          const { runShow } = await import("./query.ts");
          await runShow(options);
        }),
    )
    .addCommand(
      createNamesCommand("remove", "Remove an association, named as the file names it.").action(
        async (options: NamesOptions) => {
          const { runRemove } = await import("./change.ts");
          await runRemove(options);
        },
      ),
    )
    .addCommand(createImportCommand());
}

function createAddCommand(): Command {
  return createNamesCommand("add", "Add an association.")
    .requiredOption("--role-arn <arn>", "the role that pods get")
    .option(
      "--target-role-arn <arn>",
      "a second role, assumed with the first's credentials, that pods get instead",
    )
    .option("--external-id <id>", "the sts:ExternalId that the target role's trust policy asks for")
    .option("--disable-session-tags", "leave out the tags that tell cluster, service account and pod")
    .option("--policy <json>", "a session policy; needs --disable-session-tags")
    .option("--duration-seconds <number>", "how long credentials live, 900 to 43200", parseSeconds)
    .option("--replace", "take the place of an association for the same names")
    .addHelpText("after", addExamples)
    .action(async (options: AddOptions, command: Command) => {
      // Loaded on demand, as all of these: nobody should wait for the service to read a help text.
      const { runAdd } = await import("./change.ts");
      await runAdd(options, (message) => command.error(`error: ${message}`));
    });
}

function createImportCommand(): Command {
  return createClusterCommand("import", "Import what aws eks describe-pod-identity-association prints.")
    .argument("[file]", "the file that holds it (default: standard input)")
    .option("--replace", "take the place of associations for the same names")
    .option("--dry-run", "say what would become of each, and write nothing")
    .addHelpText("after", importExamples)
    .action(async (file: string | undefined, options: ImportOptions, command: Command) => {
      if (file === undefined && process.stdin.isTTY) {
        command.error("error: there is nothing to import. Name a file, or send it to standard input.");
      }
      const { runImport } = await import("./import.ts");
      await runImport(file, options);
    });
}

function parseSeconds(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("It is a number of seconds.");
  }
  return Number(text);
}
