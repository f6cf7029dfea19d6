import type { Association } from "../association.ts";
import type { ManagedAssociation } from "../association-editor.ts";
import type { FileEntry } from "../file/entry.ts";
import { formatYaml } from "./format-yaml.ts";
import { toWrittenEntry } from "./written-entry.ts";

/**
 * Formats associations as the text of an association file. Policies become maps.
 *
 * @param associations - no two with the same namespace and service account
 */
export function formatAssociationFile(associations: readonly (Association | ManagedAssociation)[]): string {
  return formatYaml({ associations: associations.map((each) => toWrittenEntry(toEntry(each))) });
}

function toEntry(association: Association & Partial<ManagedAssociation>): FileEntry {
  const { role, targetRole, createdAt, modifiedAt, id: _id, arn: _arn, ...members } = association;
  return {
    ...members,
    roleArn: role,
    targetRoleArn: targetRole,
    createdAt: createdAt?.toISOString(),
    modifiedAt: modifiedAt?.toISOString(),
  };
}
