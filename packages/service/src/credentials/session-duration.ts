import type { Association } from "../associations/association.ts";

/** The longest session that every role allows, as its maximum is an hour at least. */
const defaultSeconds = 3600;
/** What Amazon's own service gives where there is a target role. */
const chainedDefaultSeconds = 3540;
/** STS gives a role no more that is assumed by another role's session. */
const chainedMaxSeconds = 3600;

/**
 * Chooses how long an association's credentials live, in seconds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function chooseDurationSeconds({ targetRole, durationSeconds }: Association): number {
  if (targetRole === undefined) {
    return durationSeconds ?? defaultSeconds;
  }
  return Math.min(durationSeconds ?? chainedDefaultSeconds, chainedMaxSeconds);
}
