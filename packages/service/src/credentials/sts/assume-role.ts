import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type AssumeRoleCommandOutput,
  type STSClient,
} from "@aws-sdk/client-sts";
import { z } from "zod";
import { type Budget, waitWithin } from "../../network/deadline.ts";
import {
  CredentialIssuerError,
  type IssuedCredentials,
  type SessionRequest,
  type TargetRole,
} from "../credential-issuer.ts";
import { explainStsFailure } from "./sts-error.ts";

/**
 * Calls STS's `AssumeRole` once, or twice where the connection was lost: STS closes those that were idle, just when
 * one of them is used again at times. A second call at once costs no more than a second session.
 *
 * @param client - has the caller's credentials
 * @throws CredentialIssuerError where there is no session in time
 */
export async function assumeRole(
  client: STSClient,
  input: AssumeRoleInput,
  budget: Budget,
): Promise<IssuedCredentials> {
  const send = () =>
    waitWithin(budget, client.send(new AssumeRoleCommand(input), { abortSignal: budget.signal }));
  let output: AssumeRoleCommandOutput;
  try {
    output = await send().catch((error: unknown) => {
      if (!isLostConnection(error)) {
        throw error;
      }
      return send();
    });
  } catch (error) {
    throw explainStsFailure(error, input.RoleArn, budget, await client.config.credentials());
  }
  return readAssumeRoleOutput(output, input.RoleArn);
}

function isLostConnection(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

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

/** What an agent and the SDK behind it read; the client's own reading takes an answer that lacks it all. */
const outputSchema = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().regex(/^\w{16,128}$/),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.date(),
  }),
  AssumedRoleUser: z.object({
    Arn: z.string().regex(/^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^/]+\/[^/]+$/),
    AssumedRoleId: z.string().regex(/^\w+:.+$/),
  }),
});

/**
 * Reads what STS answers `AssumeRole` with.
 *
 * @throws CredentialIssuerError, `unavailable`, where a part is missing or isn't what it should be
 */
export function readAssumeRoleOutput(output: AssumeRoleCommandOutput, roleArn: string): IssuedCredentials {
  const { data, error } = outputSchema.safeParse(output);
  if (data === undefined) {
    const places = error.issues.map(({ path }) => path.join("."));
    throw new CredentialIssuerError(
      "unavailable",
      `STS answered AssumeRole for ${roleArn} without a session: ${places.join(", ")} missing or not well formed. ` +
        "Check that the endpoint is STS.",
    );
  }
  const { Credentials, AssumedRoleUser } = data;
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    assumedRole: { arn: AssumedRoleUser.Arn, id: AssumedRoleUser.AssumedRoleId },
  };
}
