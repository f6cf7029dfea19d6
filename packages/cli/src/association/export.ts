import {
  allowedRolesAnnotation,
  formatAssociationFile,
  formatManifests,
  maxAllowedRolesBytes,
  type ResourceManifest,
} from "@eks-auth/service/kubernetes";
import { findFileCluster, loadAssociations } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatNote, printNote } from "../core/output.ts";
import { formatKubectlCommand, type KubectlAccess } from "../kubectl/access.ts";
import { withKubectlErrors } from "../kubectl/kubectl-error.ts";
import { toAssociations, toManifests } from "./kubernetes/convert.ts";
import { toAnnotationGlob } from "./kubernetes/describe-resource.ts";
import { ResourceClient } from "./kubernetes/resource-client.ts";
import type { FileSource } from "./source.ts";

/**
 * Prints the associations of a file as resources, in YAML. The comments at its start are commands that allow the roles in the
 * namespaces.
 *
 * @throws CommandError `export_incomplete` if some can't be resources; the others were printed
 */
export async function runExportToKubernetes({ config, cluster: clusterName }: FileSource): Promise<void> {
  const cluster = await findFileCluster(config, clusterName);
  const { index, notice } = await loadAssociations(cluster.associations, cluster);
  if (notice !== undefined) {
    process.stderr.write(formatNote("note", notice));
  }
  const { converted, problems } = toManifests(index.associations);
  process.stdout.write(`${formatAllowedRoles(converted)}${formatManifests(converted)}`);
  requireComplete(problems);
}

/** Formats the commands that allow the roles of resources in their namespaces, as comments. */
function formatAllowedRoles(manifests: readonly ResourceManifest[]): string {
  const roles = new Map<string, Set<string>>();
  for (const { metadata, spec } of manifests) {
    if (metadata.namespace !== undefined) {
      const ofNamespace = roles.get(metadata.namespace) ?? new Set();
      roles.set(metadata.namespace, ofNamespace);
      ofNamespace.add(spec.roleArn).add(spec.targetRoleArn ?? spec.roleArn);
    }
  }
  if (roles.size === 0) {
    return "";
  }
  const commands = [...roles].map(([namespace, arns]) => {
    const value = [...arns].map(toAnnotationGlob).join(",");
    if (value.length > maxAllowedRolesBytes) {
      return `#   ${namespace} has more roles than an annotation can have. Use globs in it, or namespaceRoles of the service.\n`;
    }
    const words = ["annotate", "namespace", namespace, `${allowedRolesAnnotation}=${value}`];
    return `#   ${formatKubectlCommand({ context: undefined, kubeconfig: undefined }, words)}\n`;
  });
  return `# Each namespace must allow the roles of its associations. An administrator can do so:\n${commands.join("")}`;
}

/**
 * Prints the association resources of a cluster as an association file.
 *
 * @throws CommandError `export_incomplete` if some are not usable; the others were printed
 */
export async function runExportToFile(access: KubectlAccess): Promise<void> {
  const client = new ResourceClient(access);
  const lists = await withKubectlErrors(Promise.all([client.listNamespaced(), client.listClusterWide()]));
  const { converted, problems, notes } = toAssociations(lists.flat());
  process.stdout.write(formatAssociationFile(converted));
  for (const note of notes) {
    printNote("left out", note);
  }
  requireComplete(problems);
}

function requireComplete(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new CommandError("export_incomplete", [
      `${problems.length === 1 ? "1 association is" : `${problems.length} associations are`} not in the output:`,
      ...problems,
    ]);
  }
}
