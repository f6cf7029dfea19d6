import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type AssumeRoleCommandOutput,
  type STSClient,
} from "@aws-sdk/client-sts";
import type { BoundedHttpHandler } from "@eks-auth/transport/aws-sdk";
import { systemErrorCode } from "../../files/file-error.ts";
import { type Deadline, waitUntilAborted } from "../../network/deadline.ts";
import { date, object, string } from "../../validation/index.ts";
import { CredentialIssuerError, type IssuedCredentials, type SessionRequest } from "../credential-issuer.ts";
import { toCredentialIssuerError } from "./sts-error.ts";

/**
 * Calls STS's `AssumeRole`, and once more if the connection was lost: STS closes idle connections, sometimes just when
 * one is reused. The second call at most creates a second session.
 *
 * @param client - signs with the caller's credentials; its request handler is a `BoundedHttpHandler`
 * @throws CredentialIssuerError if there is no session in time
 */
export async function assumeRole(
  client: STSClient,
  input: AssumeRoleInput,
  deadline: Deadline,
): Promise<IssuedCredentials> {
  const send = () =>
    waitUntilAborted(deadline, client.send(new AssumeRoleCommand(input), { abortSignal: deadline.signal }));
  let output: AssumeRoleCommandOutput;
  const sentAt = Date.now();
  try {
    output = await send().catch((error: unknown) => {
      if (!isLostConnection(error)) {
        throw error;
      }
      return send();
    });
  } catch (error) {
    const { secretAccessKey, sessionToken } = await client.config.credentials();
    const secrets = [secretAccessKey, sessionToken ?? ""];
    const { proxy } = client.config.requestHandler as BoundedHttpHandler;
    const name = `AssumeRole for ${input.RoleArn}`;
    throw toCredentialIssuerError(error, { name, deadline, sentAt, secrets, proxy });
  }
  return readAssumeRoleOutput(output, input.RoleArn);
}

function isLostConnection(error: unknown): boolean {
  return ["ECONNRESET", "EPIPE"].includes(systemErrorCode(error) ?? "");
}

/** The first of two sessions makes one call. This is STS's minimum. */
const firstHopSeconds = 900;

type AssumeRoleInput = AssumeRoleCommandInput & { RoleArn: string };

/**
 * Creates the inputs of the calls for a session: one, or two if there is a target role.
 *
 * @returns `first`, to be called with this service's credentials; `second`, with those of the first session
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function createAssumeRoleInputs(request: SessionRequest): {
  first: AssumeRoleInput;
  second: AssumeRoleInput | undefined;
} {
  const { role, target, sessionName: RoleSessionName, tags, policy: Policy, durationSeconds } = request;
  const first = {
    RoleArn: role.arn,
    RoleSessionName,
    ...(tags && {
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      TransitiveTagKeys: Object.keys(tags),
    }),
  };
  const last = { RoleSessionName, Policy, DurationSeconds: durationSeconds };
  if (target === undefined) {
    return { first: { ...first, ...last }, second: undefined };
  }
  return {
    first: { ...first, DurationSeconds: firstHopSeconds },
    // The tags are transitive, so the second session has them; STS refuses to set them again.
    second: { RoleArn: target.role.arn, ExternalId: target.externalId, ...last },
  };
}

/** The part of the output that agents and SDKs read. The STS client accepts a response without any of it. */
const outputSchema = object({
  Credentials: object({
    AccessKeyId: string(undefined, { pattern: /^\w{16,128}$/ }),
    SecretAccessKey: string(undefined, { min: 1 }),
    SessionToken: string(undefined, { min: 1 }),
    Expiration: date(),
  }),
  AssumedRoleUser: object({
    Arn: string(undefined, { pattern: /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^/]+\/[^/]+$/ }),
    AssumedRoleId: string(undefined, { pattern: /^\w+:.+$/ }),
  }),
});

function readAssumeRoleOutput(output: AssumeRoleCommandOutput, roleArn: string): IssuedCredentials {
  const { value, issues } = outputSchema.validate(output);
  if (value === undefined) {
    const fields = issues.map(({ path }) => path.join("."));
    throw new CredentialIssuerError(
      "unavailable",
      `STS answered AssumeRole for ${roleArn} without a session: ${fields.join(", ")} missing or malformed. ` +
        "Check that the endpoint is STS.",
    );
  }
  const { Credentials, AssumedRoleUser } = value;
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    assumedRole: { arn: AssumedRoleUser.Arn, id: AssumedRoleUser.AssumedRoleId },
    stsRequestId: readRequestId(output.$metadata.requestId),
  };
}

/** Text from the network must not break a line of a record. */
function readRequestId(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w-]{1,64}$/.test(text) ? text : undefined;
}
