import type { JSX } from "preact";
import type { Considered, ExchangeAssociation } from "../../../src/console/api-types.ts";
import { describeOmitted, describeVerdict } from "./texts.ts";

/** Properties of {@link AssociationDetails}. */
export interface AssociationDetailsProps {
  readonly association: ExchangeAssociation | undefined;
  readonly considered: Considered | undefined;
}

/** Which association was used, and why the others were not. */
export function AssociationDetails({ association, considered }: AssociationDetailsProps): JSX.Element {
  const omitted = considered && describeOmitted(considered);
  return (
    <>
      {association === undefined ? (
        <p class="quiet">
          {considered === undefined ? "No association was looked for." : "No association was used."}
        </p>
      ) : (
        <dl>
          <div>
            <dt>Role</dt>
            <dd>{association.roleArn}</dd>
          </div>
          {association.targetRoleArn === undefined ? null : (
            <div>
              <dt>Target role</dt>
              <dd>{association.targetRoleArn}</dd>
            </div>
          )}
          <div>
            <dt>Association</dt>
            <dd>{association.id}</dd>
          </div>
        </dl>
      )}
      {considered === undefined || considered.closest.length === 0 ? null : (
        <ul class="considered">
          {considered.closest.map((names) => (
            <li key={`${names.namespace}/${names.serviceAccount}`} class={names.verdict}>
              <code>
                {names.namespace}/{names.serviceAccount}
              </code>{" "}
              {describeVerdict(names)}
            </li>
          ))}
        </ul>
      )}
      {omitted === undefined ? null : <p class="hint">{omitted}</p>}
    </>
  );
}
