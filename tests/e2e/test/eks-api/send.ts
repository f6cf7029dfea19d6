import { expect } from "vitest";
import type { EksClient, EksOperation, Members } from "../../src/eks-api/eks-client.ts";

/** Calls and expects success. */
export async function send(client: EksClient, operation: EksOperation, input: Members): Promise<Members> {
  const answer = await client.call(operation, input);
  if ("error" in answer) {
    expect.fail(`${operation} failed: ${JSON.stringify(answer.error)}`);
  }
  return answer.output;
}

/** Calls an operation that returns an association. */
export async function sendForAssociation(
  client: EksClient,
  operation: EksOperation,
  input: Members,
): Promise<Association> {
  const { association } = (await send(client, operation, input)) as { association: Association };
  return association;
}

/** An association in an output. */
interface Association extends Members {
  readonly associationId: string;
  readonly associationArn: string;
}
