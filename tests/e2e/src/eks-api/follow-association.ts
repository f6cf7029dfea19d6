import { expect } from "vitest";
import type { EksClient, EksOperation, Members } from "./eks-client.ts";
import type { Agent } from "./pod.ts";

/** The association that {@link followAssociation} creates, and who creates and uses it. */
export interface FollowedAssociation {
  /** Creates, changes and deletes it. */
  readonly client: EksClient;
  readonly agent: Agent;
  readonly names: {
    readonly clusterName: string;
    readonly namespace: string;
    readonly serviceAccount: string;
  };
  /** The account of the roles. */
  readonly accountId: string;
  /** Creates a token of a pod, another one for each call. */
  readonly createToken: (pod: string) => Promise<string>;
}

/**
 * Creates an association, changes its role and deletes it, and expects that pods get what it says: new pods at once, running
 * ones with their next token. Credentials that the agent has cached for a token stay until they are renewed.
 */
export async function followAssociation(options: FollowedAssociation): Promise<void> {
  const { client, agent, names, accountId, createToken } = options;
  const roleArn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
  const runPod = async (pod: string): Promise<string> => agent.runPod(await createToken(pod));
  const send = async (operation: EksOperation, input: Members): Promise<Members> => {
    const answer = await client.call(operation, { clusterName: names.clusterName, ...input });
    return "output" in answer ? answer.output : expect.fail(JSON.stringify(answer.error));
  };

  expect(await runPod("cart-0")).toContain("ResourceNotFoundException");

  const { association } = await send("CreatePodIdentityAssociation", { ...names, roleArn: roleArn("cart") });
  const { associationId } = association as { associationId: string };
  const token = await createToken("cart-0");
  expect(await agent.runPod(token)).toBe("cart");

  await send("UpdatePodIdentityAssociation", { associationId, roleArn: roleArn("cart-2") });
  expect(await runPod("cart-1"), "A new pod").toBe("cart-2");
  expect(await agent.runPod(token), "The token of before").toBe("cart");
  expect(await runPod("cart-0"), "The next token").toBe("cart-2");

  await send("DeletePodIdentityAssociation", { associationId });
  expect(await runPod("cart-2"), "A new pod").toContain("ResourceNotFoundException");
  expect(await runPod("cart-0"), "The next token").toContain("ResourceNotFoundException");
}
