import { AssociationRuleError, type ClusterRules, isAllowedRole } from "../association-rules.ts";
import { isRoleAllowedInNamespace, parseAllowedRoles } from "./allowed-roles.ts";
import { allowedRolesAnnotation } from "./resources.ts";
import type { StoredAssociation } from "./stored-association.ts";

/** The longest part of an annotation in a message. */
const maxQuotedLength = 300;

/** Which roles associations can have. */
export interface RoleRules {
  /** The cluster's `allowedRoles`. */
  readonly allowedRoles?: readonly string[] | undefined;
  /** `associationResources.namespaceRoles` */
  readonly namespaceRoles: readonly {
    readonly namespaces: readonly string[];
    readonly roles: readonly string[];
  }[];
}

/** Checks the roles of associations by the rules of the configuration and the annotations of namespaces. */
export class RoleCheck {
  /** The rules of the configuration, which can change. */
  rules: RoleRules;
  readonly #cluster: ClusterRules;
  /** The patterns of the annotation, by namespace. */
  readonly #patterns = new Map<string, readonly string[]>();

  /** @param cluster - its `allowedRoles` are not used, but those of the rules */
  constructor(cluster: ClusterRules, rules: RoleRules) {
    this.#cluster = cluster;
    this.rules = rules;
  }

  /**
   * Sets a namespace's annotation.
   *
   * @param annotation - undefined if it has none, or the namespace does not exist
   * @returns whether it allows other roles than before
   */
  setAnnotation(namespace: string, annotation: string | undefined): boolean {
    const before = this.#patterns.get(namespace) ?? [];
    const patterns = parseAllowedRoles(annotation);
    if (patterns.length === 0) {
      this.#patterns.delete(namespace);
    } else {
      this.#patterns.set(namespace, patterns);
    }
    return before.join() !== patterns.join();
  }

  /** Finds a role of an association that its namespace does not allow. Those of the cluster can have every role. */
  findRefusedInNamespace({ home, roleArn, targetRoleArn = roleArn }: StoredAssociation): string | undefined {
    if (home === undefined) {
      return undefined;
    }
    const patterns = this.#patterns.get(home) ?? [];
    const { namespaceRoles } = this.rules;
    return [roleArn, targetRoleArn].find(
      (arn) => !isRoleAllowedInNamespace({ arn }, home, patterns, namespaceRoles),
    );
  }

  /** Finds a role of an association that the cluster does not allow. */
  findRefusedInCluster({ roleArn, targetRoleArn = roleArn }: StoredAssociation): string | undefined {
    const rules = { ...this.#cluster, allowedRoles: this.rules.allowedRoles };
    return [roleArn, targetRoleArn].find((arn) => !isAllowedRole({ arn }, rules));
  }

  /** @throws AssociationRuleError `role_not_allowed` if the namespace does not allow a role of the association */
  requireAllowedInNamespace(stored: StoredAssociation): void {
    const role = this.findRefusedInNamespace(stored);
    if (role === undefined) {
      return;
    }
    const { home = "", name } = stored;
    const patterns = this.#patterns.get(home)?.join(" ");
    const annotation =
      patterns === undefined
        ? `The namespace has no usable annotation ${allowedRolesAnnotation}`
        : `The namespace's annotation ${allowedRolesAnnotation} is ${JSON.stringify(patterns.slice(0, maxQuotedLength))}`;
    throw new AssociationRuleError(
      "role_not_allowed",
      `The PodIdentityAssociation ${home}/${name} has the role ${role}, which the namespace ${home} does not allow. ${annotation}, and no rule of clusters[].associationResources.namespaceRoles allows the role. Add it to one of them, or correct the association.`,
    );
  }
}
