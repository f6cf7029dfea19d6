import type { KubernetesObject } from "@eks-auth/kubernetes";
import { parseRoleArn } from "@eks-auth/service";
import {
  allowedRolesAnnotation,
  isRoleAllowedInNamespace,
  parseAllowedRoles,
  type ResourceManifest,
} from "@eks-auth/service/kubernetes";
import { CommandError } from "../../core/command-error.ts";
import { formatKubectlCommand } from "../../kubectl/access.ts";
import { KubectlError, withQuote } from "../../kubectl/kubectl-error.ts";
import { formatAnnotateCommand } from "./describe-resource.ts";
import type { ResourceClient } from "./resource-client.ts";

/** For so many namespaces the reason is looked for; each is one run of kubectl. */
const maxNamespaces = 20;

/**
 * Explains why the API server refused resources, with the fix. kubectl reports only a text, so the reason is found by
 * looking at the namespaces: whether they exist, and which roles they allow.
 *
 * @param manifests - at least one
 * @returns the same error if there is nothing to explain
 */
export async function explainRefusal(
  client: ResourceClient,
  manifests: readonly ResourceManifest[],
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof KubectlError) || !["not_found", "forbidden", "invalid"].includes(error.code)) {
    return error;
  }
  const refuse = (reason: string) =>
    new CommandError("association_refused", withQuote(reason, error.quoted), { cause: error });
  const targets = await readTargets(client, manifests);
  if (error.code === "not_found") {
    const missing = targets.filter(
      ({ namespace, object }) => namespace !== undefined && object === undefined,
    );
    const fixes = missing.map(
      ({ namespace = "" }) => `\n${formatKubectlCommand(client.access, ["create", "namespace", namespace])}`,
    );
    return missing.length === 0
      ? error
      : refuse(`a namespace of the associations does not exist. Create it:${fixes.join("")}`);
  }
  for (const { plural, namespace } of targets) {
    if (!(await client.canWrite(plural, namespace))) {
      const place = namespace === undefined ? "in the cluster" : `in the namespace ${namespace}`;
      return refuse(
        `the kubeconfig's user may not write associations. It needs \`get\`, \`list\`, \`create\`, \`patch\` and \`update\` on \`${plural}\` ${place}.`,
      );
    }
  }
  const reasons = targets.flatMap((target) => explainRoles(client, target));
  return reasons.length === 0
    ? refuse("the admission of the API server refused the association.")
    : refuse(reasons.join("\n"));
}

/** Resources of one kind in one namespace. */
interface Target {
  /** Their resource with its group. */
  readonly plural: string;
  /** Undefined for those of the cluster. */
  readonly namespace: string | undefined;
  /** The namespace itself; undefined if it does not exist, or can't be read. */
  readonly object: KubernetesObject | undefined;
  readonly roles: readonly string[];
}

async function readTargets(
  client: ResourceClient,
  manifests: readonly ResourceManifest[],
): Promise<readonly Target[]> {
  const groups = Map.groupBy(manifests, ({ metadata }) => metadata.namespace);
  const targets: Target[] = [];
  for (const [namespace, group] of [...groups].slice(0, maxNamespaces)) {
    const object = namespace === undefined ? undefined : await client.readNamespaceIfPermitted(namespace);
    const roles = group.flatMap(({ spec }) => [spec.roleArn, spec.targetRoleArn ?? spec.roleArn]);
    const kind = namespace === undefined ? "clusterpodidentityassociations" : "podidentityassociations";
    targets.push({ plural: `${kind}.eks-auth.dev`, namespace, object, roles: [...new Set(roles)] });
  }
  return targets;
}

/** Explains which roles a namespace does not allow. */
function explainRoles(client: ResourceClient, { namespace, object, roles }: Target): readonly string[] {
  if (namespace === undefined) {
    return [];
  }
  const annotation = object?.metadata.annotations?.[allowedRolesAnnotation];
  const allowed = parseAllowedRoles(annotation);
  const refused = roles.filter((arn) => {
    const role = parseRoleArn(arn);
    return role !== undefined && !isRoleAllowedInNamespace(role, namespace, allowed, []);
  });
  if (refused.length === 0) {
    return [];
  }
  const state = annotation === undefined ? "is missing" : `is ${annotation}`;
  const command = formatAnnotateCommand(client.access, namespace, annotation, refused);
  return [
    `the namespace ${namespace} does not allow ${refused.join(" and ")}: its annotation ${allowedRolesAnnotation} ${state}. An administrator of the cluster can allow it:\n${command}`,
  ];
}
