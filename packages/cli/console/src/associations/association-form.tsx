import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { AssociationFields, AssociationInfo } from "../../../src/console/api-types.ts";
import { Field } from "../ui/field.tsx";

/** Properties of {@link AssociationForm}. */
export interface AssociationFormProps {
  /** The association to edit; undefined to create one. */
  readonly edited: AssociationInfo | undefined;
  /** The namespace and the service account of an association to create. */
  readonly proposed: readonly string[];
  readonly accountId: string;
  readonly isBusy: boolean;
  readonly onSave: (fields: AssociationFields) => void;
  readonly onCancel: () => void;
}

/** The form that creates or edits an association. */
export function AssociationForm(props: AssociationFormProps): JSX.Element {
  const { edited, proposed, accountId, isBusy, onSave, onCancel } = props;
  const [namespace, setNamespace] = useState(edited?.namespace ?? proposed[0] ?? "default");
  const [serviceAccount, setServiceAccount] = useState(edited?.serviceAccount ?? proposed[1] ?? "");
  const [roleArn, setRoleArn] = useState(edited?.roleArn ?? `arn:aws:iam::${accountId}:role/`);
  const [targetRoleArn, setTargetRoleArn] = useState(edited?.targetRoleArn ?? "");
  const [disableSessionTags, setDisableSessionTags] = useState(edited?.disableSessionTags ?? false);
  const isEdit = edited !== undefined;
  const submit = (event: Event): void => {
    event.preventDefault();
    onSave({ namespace, serviceAccount, roleArn, targetRoleArn, disableSessionTags });
  };
  return (
    <form class="panel" onSubmit={submit} aria-labelledby="association-form-title">
      <h3 id="association-form-title">{isEdit ? "Edit the association" : "Create an association"}</h3>
      <Field
        label="Namespace"
        value={namespace}
        onChange={setNamespace}
        isReadOnly={isEdit}
        hint={isEdit ? undefined : "A name, or a glob such as team-*"}
      />
      <Field
        label="Service account"
        value={serviceAccount}
        onChange={setServiceAccount}
        isReadOnly={isEdit}
      />
      <Field label="Role ARN" value={roleArn} onChange={setRoleArn} />
      <Field
        label="Target role ARN"
        value={targetRoleArn}
        onChange={setTargetRoleArn}
        isOptional
        hint="Assumed with the credentials of the first role"
      />
      <label class="inline check">
        <input
          type="checkbox"
          checked={disableSessionTags}
          onInput={({ currentTarget }) => setDisableSessionTags(currentTarget.checked)}
        />
        <span>Sessions without tags</span>
      </label>
      <p class="buttons">
        <button type="submit" class="primary" disabled={isBusy}>
          {isEdit ? "Save" : "Create"}
        </button>
        {isEdit ? (
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        ) : null}
      </p>
    </form>
  );
}
