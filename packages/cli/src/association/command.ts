import { Command, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { configOption, parseSeconds } from "../core/options.ts";
import { examples } from "./help.ts";
import type { ImportOptions } from "./import.ts";
import type { ListOptions } from "./query.ts";
import { requireOptions, type SourceOptions, selectSource } from "./source.ts";

/** The options that select an association. Which are required depends on the command. */
interface SelectionOptions extends SourceOptions {
  readonly namespace?: string;
  readonly serviceAccount?: string;
  readonly name?: string;
  readonly clusterWide?: boolean;
  readonly json?: boolean;
}

/** The options of `eks-auth association add`; see its help. */
interface AddFlags extends SelectionOptions {
  readonly roleArn: string;
  readonly targetRoleArn?: string;
  readonly externalId?: string;
  readonly disableSessionTags?: boolean;
  readonly policy?: string;
  readonly durationSeconds?: number;
  readonly replace?: boolean;
}

const namespaceFlags = "--namespace <name>";
const serviceAccountFlags = "--service-account <name>";

/** Creates the `association` command, which manages the roles of a cluster's service accounts. */
export function createAssociationCommand(): Command {
  return new Command("association")
    .description(descriptions.association)
    .addHelpText("after", helpText(examples.all))
    .addCommand(createAddCommand())
    .addCommand(createListCommand())
    .addCommand(createShowCommand())
    .addCommand(createRemoveCommand())
    .addCommand(createImportCommand())
    .addCommand(createExportCommand())
    .addCommand(createConfirmCommand());
}

/** Creates a command for associations in a file, or for resources. */
function createSourceCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(configOption().makeOptionMandatory(false))
    .option("--cluster <name>", "the cluster in the configuration file")
    .option("--context <name>", "instead: the context of a kubeconfig, for the resources of its cluster")
    .option("--kubeconfig <path>", "the kubeconfig for --context (default: kubectl's own)");
}

function createSelectionCommand(name: string, description: string): Command {
  return createSourceCommand(name, description)
    .option(namespaceFlags, "the namespace")
    .option(serviceAccountFlags, "the service account")
    .option("--cluster-wide", "only ClusterPodIdentityAssociation resources; requires --context")
    .option("--json", "print JSON");
}

function createListCommand(): Command {
  return createSourceCommand("list", "Print the associations of a cluster, in the order of the file.")
    .option(namespaceFlags, "only associations that apply to this namespace")
    .option("--wide", "print the whole ARNs of roles, and the IDs")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples.list))
    .action(async (options: SourceOptions & ListOptions, command: Command) => {
      const source = selectSource(options, command);
      // Loaded on demand, as in all subcommands, so that help does not wait for the service.
      if (source.kind === "kubernetes") {
        const { runList } = await import("./kubernetes/query.ts");
        await runList(source.access, options);
      } else {
        const { runList } = await import("./query.ts");
        await runList({ ...options, ...source });
      }
    });
}

function createShowCommand(): Command {
  return createSelectionCommand(
    "show",
    "Print the association of a service account, which names it or matches it with a glob.",
  )
    .option("--name <name>", "the name of the resource, instead of the service account; requires --context")
    .addHelpText("after", helpText(examples.show))
    .action(async (options: SelectionOptions, command: Command) => {
      const source = selectSource(options, command);
      if (source.kind === "kubernetes") {
        requireSelection(options, command);
        const { runShow } = await import("./kubernetes/query.ts");
        await runShow(source.access, options);
      } else {
        const names = requireNames(options, command);
        const { runShow } = await import("./query.ts");
        await runShow({ ...source, ...names, json: options.json });
      }
    });
}

function createRemoveCommand(): Command {
  return createSelectionCommand("remove", "Remove an association. Give its names as they are written.")
    .option("--name <name>", "the name of the resource, instead of the service account; requires --context")
    .addHelpText("after", helpText(examples.remove))
    .action(async (options: SelectionOptions, command: Command) => {
      const source = selectSource(options, command);
      if (source.kind === "kubernetes") {
        requireSelection(options, command);
        const { runRemove } = await import("./kubernetes/change.ts");
        await runRemove(source.access, options);
      } else {
        const names = requireNames(options, command);
        const { runRemove } = await import("./change.ts");
        await runRemove({ ...source, ...names, json: options.json });
      }
    });
}

function createAddCommand(): Command {
  return createSelectionCommand("add", "Add an association.")
    .option("--name <name>", "the name of the resource (default: derived); requires --context")
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
    .addHelpText("after", helpText(examples.add))
    .action(async (options: AddFlags, command: Command) => {
      const source = selectSource(options, command);
      const { roleArn, targetRoleArn, externalId, disableSessionTags, policy, durationSeconds } = options;
      const association = {
        ...requireNames(options, command),
        ...{ roleArn, targetRoleArn, externalId, disableSessionTags, policy, durationSeconds },
      };
      const rejectArguments = (message: string) => command.error(`error: ${message}`);
      const { replace, json } = options;
      if (source.kind === "kubernetes") {
        const { runAdd } = await import("./kubernetes/change.ts");
        const { name, clusterWide } = options;
        await runAdd(source.access, { ...association, name, clusterWide, replace, json }, rejectArguments);
      } else {
        const { runAdd } = await import("./change.ts");
        await runAdd(source, { association, replace, json }, rejectArguments);
      }
    });
}

function createImportCommand(): Command {
  return createSourceCommand("import", "Import the output of aws eks describe-pod-identity-association.")
    .argument("[file]", "the file with the output (default: standard input)")
    .option("--replace", "replace existing associations with the same names")
    .option("--dry-run", "print the outcome for each association, and write nothing")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples.import))
    .action(async (file: string | undefined, options: ImportOptions & SourceOptions, command: Command) => {
      const source = selectSource(options, command);
      if (file === undefined && process.stdin.isTTY) {
        command.error(
          "error: there is nothing to import. Name a file, or pipe the output to standard input.",
        );
      }
      if (source.kind === "kubernetes") {
        const { runImport } = await import("./kubernetes/import.ts");
        await runImport(source.access, file, options);
      } else {
        const { runImport } = await import("./import.ts");
        await runImport(file, { ...options, ...source });
      }
    });
}

function createExportCommand(): Command {
  return createSourceCommand("export", "Print associations of a file as resources, or resources as a file.")
    .addOption(
      new Option("--to <format>", "resources in YAML (kubernetes), or an association file (file)")
        .choices(["kubernetes", "file"])
        .makeOptionMandatory(),
    )
    .addHelpText("after", helpText(examples.export))
    .action(async (options: SourceOptions & { readonly to: "kubernetes" | "file" }, command: Command) => {
      const source = selectSource(options, command);
      const { runExportToFile, runExportToKubernetes } = await import("./export.ts");
      if (options.to === "file") {
        if (source.kind === "file") {
          command.error(
            "error: --to file is for the resources of a cluster. Name its context with --context.",
          );
        }
        await runExportToFile(source.access);
      } else {
        if (source.kind === "kubernetes") {
          command.error("error: --to kubernetes is for a file. Name it with --config and --cluster.");
        }
        await runExportToKubernetes(source);
      }
    });
}

function createConfirmCommand(): Command {
  return new Command("confirm")
    .description("Confirm a file that has lost more than half of its associations.")
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the cluster in the configuration file")
    .option("--json", "print JSON")
    .addHelpText("after", helpText(examples.confirm))
    .action(
      async (options: { readonly config: string; readonly cluster: string; readonly json?: boolean }) => {
        const { runConfirm } = await import("./confirm.ts");
        await runConfirm(options);
      },
    );
}

interface Names {
  readonly namespace: string;
  readonly serviceAccount: string;
}

function requireNames({ namespace, serviceAccount }: SelectionOptions, command: Command): Names {
  requireOptions(command, { [namespaceFlags]: namespace, [serviceAccountFlags]: serviceAccount });
  return { namespace: namespace ?? "", serviceAccount: serviceAccount ?? "" };
}

/** Requires what identifies a resource: the names that it is for, or its own name and, if it has one, its namespace. */
function requireSelection(options: SelectionOptions, command: Command): void {
  if (options.name === undefined) {
    requireNames(options, command);
  } else if (!options.clusterWide) {
    requireOptions(command, { [namespaceFlags]: options.namespace });
  }
}
