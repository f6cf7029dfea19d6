import { type RoleArn, roleGlobPattern } from "../../names/arn.ts";
import { matchGlob } from "../glob-search.ts";

/**
 * The longest annotation with allowed roles, in bytes of UTF-8. The API server's check of an association reads the whole
 * annotation, and the time for one check is limited.
 */
export const maxAllowedRolesBytes = 4096;

/** Which roles the associations of some namespaces can have. */
interface NamespaceRoles {
  /** Names of namespaces, or globs. */
  readonly namespaces: readonly string[];
  /** ARNs or globs. */
  readonly roles: readonly string[];
}

/**
 * Parses a namespace's annotation `eks-auth.dev/allowed-roles`: ARNs or globs, separated by commas or white space.
 *
 * @returns the globs, without what can't be one; none if the annotation is missing, or longer than
 * {@link maxAllowedRolesBytes}
 */
export function parseAllowedRoles(annotation: string | undefined): readonly string[] {
  if (annotation === undefined || Buffer.byteLength(annotation) > maxAllowedRolesBytes) {
    return [];
  }
  return (annotation.match(/[^, \t\r\n]+/g) ?? []).filter((glob) => roleGlobPattern.test(glob));
}

/**
 * Whether the associations of a namespace can have a role. The ValidatingAdmissionPolicy `eks-auth-associations` has the
 * same rules in CEL, and a test compares them.
 *
 * @param namespace - the name of the namespace
 * @param allowedRoles - the globs of its annotation, from {@link parseAllowedRoles}
 * @param namespaceRoles - the rules of the configuration
 */
export function isRoleAllowedInNamespace(
  { arn }: Pick<RoleArn, "arn">,
  namespace: string,
  allowedRoles: readonly string[],
  namespaceRoles: readonly NamespaceRoles[],
): boolean {
  const matchesArn = (glob: string) => matchGlob(glob, arn, 0, ":");
  return (
    allowedRoles.some(matchesArn) ||
    namespaceRoles.some(
      ({ namespaces, roles }) =>
        namespaces.some((glob) => matchGlob(glob, namespace)) && roles.some(matchesArn),
    )
  );
}
