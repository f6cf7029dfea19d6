import { EKSAuthClient } from "@eks-auth/client";
import type { Environment } from "../../environment.ts";

/**
 * Finds the AWS region: the one that was asked for, the environment's, or the one of the user's AWS configuration file.
 *
 * @param asked - the command's option
 * @returns `undefined` where nobody says
 */
export async function findRegion(
  asked: string | undefined,
  { AWS_REGION, AWS_DEFAULT_REGION }: Environment,
): Promise<string | undefined> {
  const said = asked ?? (AWS_REGION || AWS_DEFAULT_REGION);
  if (said) {
    return said;
  }
  const client = new EKSAuthClient({});
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
