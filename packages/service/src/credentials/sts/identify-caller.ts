import {
  GetCallerIdentityCommand,
  type GetCallerIdentityCommandOutput,
  STSClient,
} from "@aws-sdk/client-sts";
import { measureClockOffset } from "@eks-auth/transport";
import { type BoundedHttpHandler, checkEndpoint } from "@eks-auth/transport/aws-sdk";
import { waitUntilAborted } from "../../network/deadline.ts";
import { CredentialIssuerError } from "../credential-issuer.ts";
import { toCredentialIssuerError } from "./sts-error.ts";
import type { StsCaller } from "./sts-issuer.ts";
import { type ClientOptions, createClientConfig, resolveSourceCredentials } from "./sts-sessions.ts";

/** Asks STS whose the credentials of the AWS SDK's default chain are. The errors are those of {@link identifyStsCaller}. */
export async function identifyCaller(options: ClientOptions): Promise<StsCaller> {
  const { timeoutMs } = options;
  const deadline = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
  const client = new STSClient(createClientConfig(options));
  let date: string | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { readonly headers?: Readonly<Record<string, string>> };
      date = headers?.date;
      return result;
    },
    // The outermost of the step: it gets the response before it is parsed.
    { step: "deserialize", priority: "low" },
  );
  try {
    await checkEndpoint(client, GetCallerIdentityCommand);
    const { secretAccessKey, sessionToken = "" } = await resolveSourceCredentials(
      client.config.credentials,
      deadline,
    );
    const sentAt = Date.now();
    let output: GetCallerIdentityCommandOutput;
    try {
      const command = new GetCallerIdentityCommand({});
      output = await waitUntilAborted(deadline, client.send(command, { abortSignal: deadline.signal }));
    } catch (error) {
      const secrets = [secretAccessKey, sessionToken];
      const { proxy } = client.config.requestHandler as BoundedHttpHandler;
      throw toCredentialIssuerError(error, {
        name: "GetCallerIdentity",
        deadline,
        sentAt,
        secrets,
        proxy,
      });
    }
    return {
      arn: readArn(output),
      clockOffsetMs: measureClockOffset(date, { sentAt, receivedAt: Date.now() }),
    };
  } finally {
    client.destroy();
  }
}

/** The STS client accepts a response without an ARN. */
function readArn({ Arn = "" }: GetCallerIdentityCommandOutput): string {
  if (!/^arn:aws[a-z-]*:(iam|sts)::\d{12}:[\x21-\x7e]{1,600}$/.test(Arn)) {
    throw new CredentialIssuerError(
      "unavailable",
      "STS answered GetCallerIdentity without an ARN. Check that the endpoint is STS.",
    );
  }
  return Arn;
}
