import type { AssociationInput } from "@eks-auth/service";
import type { JsonDocument } from "./split-json.ts";

/** What the `aws eks` commands printed of associations. */
export interface EksOutput {
  readonly associations: readonly AssociationInput[];
  /** The names of the clusters that they are of. */
  readonly clusterNames: readonly string[];
  /** The clusters of associations that are listed but not described, so without their roles. */
  readonly undescribed: readonly string[];
  /** The lines of documents that are something else. */
  readonly unknown: readonly number[];
}

/** An association as `aws eks` prints it, as far as that can be trusted. */
type Printed = Readonly<Record<string, unknown>>;

/**
 * Reads what `aws eks list-pod-identity-associations` and `aws eks describe-pod-identity-association` print, any
 * number of times each. The values are not checked.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html
 */
export function readEksOutput(documents: readonly JsonDocument[]): EksOutput {
  const printed: Printed[] = [];
  const unknown: number[] = [];
  for (const { value, line } of documents) {
    const { association, associations } = isObject(value) ? value : {};
    if (isObject(association)) {
      printed.push(association);
    } else if (Array.isArray(associations) && associations.every(isObject)) {
      printed.push(...associations);
    } else {
      unknown.push(line);
    }
  }
  const described = printed.filter(({ roleArn }) => roleArn !== undefined);
  const ids = new Set(described.map(({ associationId }) => associationId));
  const undescribed = printed.filter(
    ({ roleArn, associationId }) => roleArn === undefined && !ids.has(associationId),
  );
  return {
    associations: described.map(toInput),
    clusterNames: namesOf(described),
    undescribed: namesOf(undescribed),
    unknown,
  };
}

function toInput(printed: Printed): AssociationInput {
  // AWS writes null, or an empty text, for what an association doesn't have.
  const given = Object.entries(printed).filter(([, value]) => value !== null && value !== "");
  const { namespace, serviceAccount, roleArn, targetRoleArn, externalId, ...more } =
    Object.fromEntries(given);
  const { disableSessionTags, policy, durationSeconds } = more;
  // An external ID is asked for by a target role alone.
  const target = targetRoleArn === undefined ? {} : { targetRoleArn, externalId };
  return {
    namespace,
    serviceAccount,
    roleArn,
    ...target,
    disableSessionTags,
    policy,
    durationSeconds,
  } as AssociationInput;
}

function namesOf(printed: readonly Printed[]): string[] {
  return [...new Set(printed.map(({ clusterName }) => String(clusterName)))];
}

function isObject(value: unknown): value is Printed {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
