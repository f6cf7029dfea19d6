import {
  type AssociationResource,
  allowedRolesAnnotation,
  isClusterWide,
  matchesNamespace,
  namesOfResource,
  readAnnotations,
  selectResource,
} from "@eks-auth/service/kubernetes";
import { CommandError } from "../../core/command-error.ts";
import { formatJson, printNote } from "../../core/output.ts";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { withKubectlErrors } from "../../kubectl/kubectl-error.ts";
import { formatList, type ListedAssociation } from "../list-table.ts";
import { formatTags, type ListOptions } from "../query.ts";
import {
  findCondition,
  formatAnnotateCommand,
  formatReady,
  formatResource,
  isSkipped,
  toResourceDescription,
} from "./describe-resource.ts";
import { ResourceClient } from "./resource-client.ts";
import {
  describeSelection,
  findResources,
  type ResourceSelection,
  requireOneResource,
} from "./select-resources.ts";

/** Prints the association resources of a cluster, by namespace and name. */
export async function runList(access: KubectlAccess, { namespace, json, wide }: ListOptions): Promise<void> {
  const client = new ResourceClient(access);
  const resources = await withKubectlErrors(listResources(client, namespace));
  const place = namespace === undefined ? "The cluster" : `The namespace ${namespace}`;
  const text = resources.length === 0 ? `${place} has no associations.\n` : formatResources(resources, wide);
  process.stdout.write(json ? formatJson({ associations: resources.map(toResourceDescription) }) : text);
}

async function listResources(
  client: ResourceClient,
  namespace: string | undefined,
): Promise<readonly AssociationResource[]> {
  if (namespace === undefined) {
    const [namespaced, clusterWide] = await Promise.all([client.listNamespaced(), client.listClusterWide()]);
    return [...namespaced, ...clusterWide];
  }
  const [namespaced, clusterWide] = await Promise.all([
    client.listNamespaced(namespace),
    client.listClusterWideIfPermitted(),
  ]);
  noteMissing(clusterWide);
  const matching =
    clusterWide?.filter((resource) => matchesNamespace(namesOfResource(resource), namespace)) ?? [];
  return [...namespaced, ...matching];
}

/** Notes that associations for the whole cluster are missing in the output, for lack of permission. */
function noteMissing(clusterWide: readonly AssociationResource[] | undefined): void {
  if (clusterWide === undefined) {
    printNote(
      "note",
      "you may not list clusterpodidentityassociations, so those for several namespaces are missing here.",
    );
  }
}

function formatResources(resources: readonly AssociationResource[], wide: boolean | undefined): string {
  const [accountId] = resources.flatMap(({ status }) => status?.associationArn?.split(":")[4] ?? []);
  return formatList(resources.map(toListed), { accountId, wide });
}

function toListed(resource: AssociationResource): ListedAssociation {
  const { spec, status, metadata } = resource;
  return {
    ...namesOfResource(resource),
    roleArn: spec.roleArn,
    targetRoleArn: spec.targetRoleArn,
    durationSeconds: spec.durationSeconds,
    policy: spec.policy,
    id: status?.associationId,
    more: {
      SCOPE: isClusterWide(resource) ? "Cluster" : "Namespaced",
      NAME: metadata.name,
      READY: formatReady(resource),
    },
  };
}

/** Which resource to show. */
export interface ShowOptions extends ResourceSelection {
  readonly json?: boolean | undefined;
}

/**
 * Prints the association of a service account, the one with the given globs, or the one with the given name.
 *
 * @throws CommandError if there is none
 */
export async function runShow(access: KubectlAccess, options: ShowOptions): Promise<void> {
  const client = new ResourceClient(access);
  const found = await withKubectlErrors(findResources(client, options));
  if (!found.isComplete) {
    noteMissing(undefined);
  }
  const { namespace = "", serviceAccount = "" } = options;
  const resource =
    options.name === undefined
      ? (found.resources[0] ??
        selectResource(
          found.candidates.filter((each) => !isSkipped(each)),
          { namespace, serviceAccount },
        ))
      : requireOneResource(found.resources, options);
  if (resource === undefined) {
    throw new CommandError(
      "association_not_found",
      `there is no association for ${describeSelection(options)}. Run eks-auth association list to see all.`,
    );
  }
  const others = found.resources.filter((each) => each !== resource);
  process.stdout.write(
    options.json
      ? formatJson({ association: toResourceDescription(resource) })
      : await withKubectlErrors(formatResourceFacts(client, resource, { options, others })),
  );
}

async function formatResourceFacts(
  client: ResourceClient,
  resource: AssociationResource,
  { options, others }: { readonly options: ShowOptions; readonly others: readonly AssociationResource[] },
): Promise<string> {
  const { spec, status, metadata } = resource;
  const { tags, modifiedAt } = readAnnotations(metadata.annotations);
  const names = namesOfResource(resource);
  const name = `${names.namespace}/${names.serviceAccount}`;
  const requested = options.name === undefined ? `${options.namespace}/${options.serviceAccount}` : name;
  const ready = findCondition(resource, "Ready");
  const facts: [string, string | undefined][] = [
    ["association", name === requested ? name : `${name}, the best match for ${requested}`],
    ["role", spec.roleArn],
    ["target role", spec.targetRoleArn],
    ["external ID", spec.externalId],
    ["session tags", spec.disableSessionTags ? "none" : "cluster, namespace, service account and pod"],
    ["session policy", spec.policy],
    ["lifetime", spec.durationSeconds === undefined ? "the service's default" : `${spec.durationSeconds} s`],
    ["tags", formatTags(tags)],
    ["modified", modifiedAt],
    ["ID", status?.associationId],
    ["ARN", status?.associationArn],
    ["resource", formatResource(resource)],
    [
      "ready",
      ready === undefined
        ? "Unknown: the service has not written a status yet"
        : `${formatReady(resource)}: ${ready.message}`,
    ],
    ["fix", await formatFix(client, resource)],
    ["same names", others.map(formatResource).join(", ") || undefined],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key.padEnd(16)}${value}\n`)
    .join("");
}

/** Formats the command that fixes a resource whose role its namespace does not allow. */
async function formatFix(client: ResourceClient, resource: AssociationResource): Promise<string | undefined> {
  const { namespace } = resource.metadata;
  if (namespace === undefined || findCondition(resource, "Ready")?.reason !== "NotAllowedInNamespace") {
    return undefined;
  }
  const { roleArn, targetRoleArn } = resource.spec;
  const annotations = (await client.readNamespaceIfPermitted(namespace))?.metadata.annotations;
  return formatAnnotateCommand(client.access, namespace, annotations?.[allowedRolesAnnotation], [
    roleArn,
    ...(targetRoleArn === undefined ? [] : [targetRoleArn]),
  ]);
}
