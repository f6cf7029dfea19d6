import type { KubernetesObject } from "@eks-auth/kubernetes";
import {
  allowedRolesAnnotation,
  maxAllowedRolesBytes,
  parseAllowedRoles,
} from "@eks-auth/service/kubernetes";
import type { Finding } from "../../findings/finding.ts";
import { formatKubectlCommand } from "../../kubectl/access.ts";
import { type ClusterContext, finding, problem } from "./cluster-check.ts";
import { findWebhook, matchesSelector, resources } from "./objects.ts";

/** Checks that the webhook is called for pods of the namespace, and which roles it allows. */
export async function checkNamespace({ scope, reader, facts }: ClusterContext): Promise<Finding> {
  const { namespace, access } = scope;
  if (namespace === undefined) {
    return finding("skipped", "No namespace is given.", "To check one, use --namespace NAME.");
  }
  const object = await reader.read<KubernetesObject>(resources.namespaces, namespace);
  if (object === undefined) {
    return problem(
      "failed",
      "namespace_missing",
      `There is no namespace ${namespace}.`,
      "Check --namespace and --context.",
    );
  }
  const { labels = {}, annotations = {} } = object.metadata;
  const selector = facts.webhook && findWebhook(facts.webhook)?.namespaceSelector;
  if (selector !== undefined && !matchesSelector(selector, labels)) {
    return problem(
      "failed",
      "namespace_excluded",
      `The webhook is not called for pods of the namespace ${namespace}: its namespaceSelector excludes it.`,
      "Remove the namespace from webhook.excludedNamespaces of the chart. The chart's own namespace is always excluded.",
    );
  }
  const annotation = annotations[allowedRolesAnnotation];
  if (annotation !== undefined && Buffer.byteLength(annotation) > maxAllowedRolesBytes) {
    return problem(
      "failed",
      "allowed_roles_too_long",
      `The annotation ${allowedRolesAnnotation} of the namespace ${namespace} allows nothing: it has more than ${maxAllowedRolesBytes} bytes.`,
      "Use globs in it, such as arn:aws:iam::111122223333:role/team-*.",
    );
  }
  const roles = parseAllowedRoles(annotation);
  const words = ["annotate", "namespace", namespace, `${allowedRolesAnnotation}=ROLE_ARN`];
  return roles.length === 0
    ? problem(
        "warning",
        "namespace_without_roles",
        `The namespace ${namespace} has no annotation ${allowedRolesAnnotation}, so only namespaceRoles of the service's configuration allow roles.`,
        `To allow a role, run: ${formatKubectlCommand(access, words)}`,
      )
    : finding("ok", `The namespace ${namespace} allows ${roles.join(", ")}.`);
}
