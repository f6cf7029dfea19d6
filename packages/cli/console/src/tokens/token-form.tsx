import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { NewToken } from "../../../src/console/api-types.ts";
import { Field } from "../ui/field.tsx";

/** Properties of {@link TokenForm}. */
export interface TokenFormProps {
  readonly isBusy: boolean;
  readonly onMint: (pod: NewToken) => void;
}

/** The form that mints a token for any pod. */
export function TokenForm({ isBusy, onMint }: TokenFormProps): JSX.Element {
  const [namespace, setNamespace] = useState("default");
  const [serviceAccount, setServiceAccount] = useState("sample");
  const [podName, setPodName] = useState("my-pod");
  const [audience, setAudience] = useState("pods.eks.amazonaws.com");
  const submit = (event: Event): void => {
    event.preventDefault();
    onMint({ namespace, serviceAccount, podName, audience });
  };
  return (
    <form class="panel" onSubmit={submit} aria-labelledby="token-form-title">
      <h3 id="token-form-title">Mint a token</h3>
      <Field label="Namespace" value={namespace} onChange={setNamespace} />
      <Field label="Service account" value={serviceAccount} onChange={setServiceAccount} />
      <Field label="Pod" value={podName} onChange={setPodName} hint="It need not exist" />
      <Field
        label="Audience"
        value={audience}
        onChange={setAudience}
        hint="With another one, the API refuses the token"
      />
      <p class="buttons">
        <button type="submit" class="primary" disabled={isBusy}>
          Mint
        </button>
      </p>
    </form>
  );
}
