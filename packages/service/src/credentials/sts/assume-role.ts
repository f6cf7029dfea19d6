import { AssumeRoleCommand, type AssumeRoleCommandOutput, type STSClient } from "@aws-sdk/client-sts";
import type { IssuedCredentials } from "../credential-issuer.ts";
import type { AssumeRoleInput } from "./assume-role-input.ts";
import { type Budget, waitWithin } from "./budget.ts";
import { explainStsFailure } from "./explain-sts-failure.ts";
import { readAssumeRoleOutput } from "./read-assume-role-output.ts";

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
