import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { SessionRequest, TargetRole } from "../credential-issuer.ts";

/** The first of two sessions makes one call and ends. It is the shortest that STS has. */
const firstHopSeconds = 900;

/** What is asked of STS: the parameters of each call of `AssumeRole`, in their order. */
export type AssumeRoleInput = AssumeRoleCommandInput & { RoleArn: string };

/**
 * Writes the calls that make a session: one, or two where there is a target role.
 *
 * @returns `first`: by this service; `second`: by the session that the first one made
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function writeAssumeRoleInputs(request: SessionRequest): {
  first: AssumeRoleInput;
  second: AssumeRoleInput | undefined;
} {
  const { role, target, durationSeconds } = request;
  const first = { RoleArn: role.arn, RoleSessionName: request.sessionName, ...writeTags(request) };
  const last = { Policy: request.policy, DurationSeconds: durationSeconds };
  if (target === undefined) {
    return { first: { ...first, ...last }, second: undefined };
  }
  return {
    first: { ...first, DurationSeconds: firstHopSeconds },
    // The tags are transitive, so they are there already; STS refuses to have them set again.
    second: { ...writeTarget(target), RoleSessionName: request.sessionName, ...last },
  };
}

function writeTags({ tags }: SessionRequest): Pick<AssumeRoleCommandInput, "Tags" | "TransitiveTagKeys"> {
  if (tags === undefined) {
    return {};
  }
  return {
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: Object.keys(tags),
  };
}

function writeTarget({ role, externalId }: TargetRole): { RoleArn: string; ExternalId: string | undefined } {
  return { RoleArn: role.arn, ExternalId: externalId };
}
