import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { AssociationInfo, AssociationList } from "../../../src/console/api-types.ts";

/** Properties of {@link AssociationTable}. */
export interface AssociationTableProps {
  readonly list: AssociationList;
  readonly isBusy: boolean;
  readonly onEdit: (association: AssociationInfo) => void;
  readonly onDelete: (association: AssociationInfo) => void;
}

/** The associations as a table. */
export function AssociationTable({ list, isBusy, onEdit, onDelete }: AssociationTableProps): JSX.Element {
  const [toDelete, setToDelete] = useState<string>();
  if (list.associations.length === 0) {
    return <p class="empty">There are no associations, so no pod has a role. Create one with the form.</p>;
  }
  return (
    <>
      <table class="rows stacked">
        <thead>
          <tr>
            <th scope="col">Service account</th>
            <th scope="col">Role</th>
            <th scope="col">
              <span class="hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.associations.map((association) => {
            const names = `${association.namespace}/${association.serviceAccount}`;
            return (
              <tr key={association.id}>
                <td class="names">{names}</td>
                <td class="arn">
                  {association.roleArn}
                  {association.targetRoleArn === undefined ? null : (
                    <span class="quiet"> then {association.targetRoleArn}</span>
                  )}
                  {association.disableSessionTags ? <span class="tag">no tags</span> : null}
                </td>
                <td class="actions">
                  {toDelete === association.id ? (
                    <>
                      <button
                        type="button"
                        class="small danger"
                        disabled={isBusy}
                        onClick={() => onDelete(association)}
                      >
                        Delete <span class="hidden">{names}</span> now
                      </button>
                      <button type="button" class="small" onClick={() => setToDelete(undefined)}>
                        Keep
                      </button>
                    </>
                  ) : (
                    <>
                      <button type="button" class="small" onClick={() => onEdit(association)}>
                        Edit <span class="hidden">{names}</span>
                      </button>
                      <button type="button" class="small" onClick={() => setToDelete(association.id)}>
                        Delete <span class="hidden">{names}</span>
                      </button>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {list.hasMore ? (
        <p class="hint">Only the first {list.associations.length} are shown. The EKS API lists all.</p>
      ) : null}
    </>
  );
}
