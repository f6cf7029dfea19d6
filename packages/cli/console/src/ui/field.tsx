import type { JSX } from "preact";
import { useId } from "preact/hooks";

/** Properties of {@link Field}. */
export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly isOptional?: boolean;
  readonly isReadOnly?: boolean;
}

/** A text field with its label. */
export function Field({ label, value, onChange, hint, isOptional, isReadOnly }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>
        {label}
        {isOptional ? <span class="quiet"> (optional)</span> : null}
      </label>
      <input
        id={id}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
        required={isOptional !== true}
        readOnly={isReadOnly}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      {hint === undefined ? null : (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </p>
  );
}
