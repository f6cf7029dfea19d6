import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type {
  AssociationFields,
  AssociationInfo,
  AssociationList,
  DevState,
} from "../../../src/console/api-types.ts";
import { RequestError, send } from "../request.ts";
import { useAction } from "../ui/action.ts";
import { Notice } from "../ui/notice.tsx";
import { AssociationForm } from "./association-form.tsx";
import { AssociationTable } from "./association-table.tsx";

/** Properties of {@link AssociationsView}. */
export interface AssociationsViewProps {
  readonly dev: DevState;
  /** Changes when the associations were changed. */
  readonly version: number;
  /** The namespace and the service account of an association to create. */
  readonly proposed: readonly string[];
}

/** The associations, with a form to create and edit them. */
export function AssociationsView({ dev, version, proposed }: AssociationsViewProps): JSX.Element {
  const { list, failure } = useAssociations(version);
  const [edited, setEdited] = useState<AssociationInfo>();
  const action = useAction();

  const save = (fields: AssociationFields): Promise<void> =>
    action.run(async () => {
      const names = `${fields.namespace}/${fields.serviceAccount}`;
      if (edited === undefined) {
        await send("POST", "associations", fields);
        return { message: `Created the association of ${names}. It is in effect.` };
      }
      await send("PUT", `associations/${edited.id}`, fields);
      setEdited(undefined);
      return { message: `Changed the association of ${names}. It is in effect.` };
    });
  const remove = ({ id, namespace, serviceAccount }: AssociationInfo): Promise<void> =>
    action.run(async () => {
      await send("DELETE", `associations/${id}`);
      setEdited(undefined);
      return { message: `Deleted the association of ${namespace}/${serviceAccount}.` };
    });

  return (
    <div class="columns">
      <section aria-labelledby="associations-title">
        <h2 id="associations-title">Associations</h2>
        <Notice outcome={failure === undefined ? action.outcome : { kind: "failed", message: failure }} />
        {list === undefined ? null : (
          <AssociationTable list={list} onEdit={setEdited} onDelete={remove} isBusy={action.isRunning} />
        )}
      </section>
      <AssociationForm
        key={edited?.id ?? proposed.join("/")}
        edited={edited}
        proposed={proposed}
        accountId={dev.accountId}
        isBusy={action.isRunning}
        onSave={save}
        onCancel={() => setEdited(undefined)}
      />
    </div>
  );
}

function useAssociations(version: number): {
  readonly list: AssociationList | undefined;
  readonly failure: string | undefined;
} {
  const [list, setList] = useState<AssociationList>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    send<AssociationList>("GET", "associations").then(
      (answer) => {
        if (isCurrent) {
          setList(answer);
          setFailure(undefined);
        }
      },
      (error) => {
        if (isCurrent) {
          setFailure(error instanceof RequestError ? error.message : String(error));
        }
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [version]);
  return { list, failure };
}
