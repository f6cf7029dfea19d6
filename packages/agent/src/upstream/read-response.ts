import type { AssumeRoleForPodIdentityCommandOutput } from "@eks-auth/client";
import type { PodCredentials } from "./upstream.ts";

type Response = AssumeRoleForPodIdentityCommandOutput;

/** What is there of an answer: the client takes any JSON object for one. */
interface Received {
  readonly credentials?: Partial<Response["credentials"]> | undefined;
  readonly assumedRoleUser?: Partial<Response["assumedRoleUser"]> | undefined;
  readonly podIdentityAssociation?: Partial<Response["podIdentityAssociation"]> | undefined;
}

/**
 * Reads what the agent gives to pods out of an answer of the API.
 *
 * @throws Error with the answer's `$metadata` where something is missing
 */
export function readResponse(response: Response): PodCredentials {
  const { credentials, assumedRoleUser, podIdentityAssociation }: Received = response;
  const texts = {
    accessKeyId: credentials?.accessKeyId,
    secretAccessKey: credentials?.secretAccessKey,
    sessionToken: credentials?.sessionToken,
    // arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION
    accountId: toText(assumedRoleUser?.arn)?.split(":")[4],
    associationId: podIdentityAssociation?.associationId,
  };
  const expiration = credentials?.expiration;
  if (!areTexts(texts) || expiration === undefined || Number.isNaN(expiration.getTime())) {
    throw Object.assign(new Error("The answer is not whole."), { $metadata: response.$metadata });
  }
  return { ...texts, expiration, requestId: response.$metadata.requestId };
}

function areTexts<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
): values is Readonly<Record<Name, string>> {
  return Object.values(values).every((value) => toText(value) !== undefined);
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
