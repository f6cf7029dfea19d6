import { randomUUID } from "node:crypto";
import type { MotoServer } from "./moto-server.ts";

/** The account that moto has for whoever calls it without credentials of its own. */
export const accountId = "123456789012";

/** What this service calls STS with. */
export interface OwnCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Sets an account up as docs/iam.md has it: a user for this service, a role `app` that trusts it, a role `data` that
 * asks for an external ID, and a role `amazon` that trusts Amazon's own service alone.
 */
export async function setUpAccount(moto: MotoServer, externalId: string): Promise<OwnCredentials> {
  const user = `arn:aws:iam::${accountId}:user/eks-auth`;
  const mayAssume = writePolicy({ Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" });
  await callIam(moto, "CreateUser", { UserName: "eks-auth" });
  await callIam(moto, "PutUserPolicy", {
    UserName: "eks-auth",
    PolicyName: "assume",
    PolicyDocument: mayAssume,
  });
  await createRole(moto, "app", { Principal: { AWS: user } });
  await callIam(moto, "PutRolePolicy", {
    RoleName: "app",
    PolicyName: "assume",
    PolicyDocument: mayAssume,
  });
  await createRole(moto, "data", {
    Principal: { AWS: "*" },
    Condition: { StringEquals: { "sts:ExternalId": externalId } },
  });
  // moto can't read a trust policy without a principal of AWS's own kind.
  await createRole(moto, "amazon", { Principal: { AWS: "none", Service: "pods.eks.amazonaws.com" } });
  const key = await callIam(moto, "CreateAccessKey", { UserName: "eks-auth" });
  return {
    accessKeyId: readElement(key, "AccessKeyId"),
    secretAccessKey: readElement(key, "SecretAccessKey"),
  };
}

/**
 * Gives a policy to IAM, which says whether it is one: a role's trust policy if it names a principal, else one of
 * a role's permissions.
 *
 * @throws Error where moto refuses it
 */
export async function storePolicy(moto: MotoServer, policy: string): Promise<void> {
  const name = `role-${randomUUID()}`;
  if (policy.includes('"Principal"')) {
    await createRole(moto, name, { Principal: { AWS: "*" } });
    // moto looks at a trust policy here alone.
    await callIam(moto, "UpdateAssumeRolePolicy", { RoleName: name, PolicyDocument: policy });
  } else {
    await callIam(moto, "CreatePolicy", { PolicyName: name, PolicyDocument: policy });
  }
}

function createRole(moto: MotoServer, name: string, trust: object): Promise<string> {
  return callIam(moto, "CreateRole", {
    RoleName: name,
    AssumeRolePolicyDocument: writePolicy({ Action: ["sts:AssumeRole", "sts:TagSession"], ...trust }),
  });
}

function writePolicy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** moto takes unsigned calls until it is told to enforce; the header says which service is meant. */
async function callIam(
  { url }: MotoServer,
  action: string,
  parameters: Record<string, string>,
): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: "AWS4-HMAC-SHA256 Credential=none/20260102/us-east-1/iam/aws4_request" },
    body: new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters }),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(`moto answered ${action} with ${response.status}: ${answer}`);
  }
  return answer;
}

function readElement(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? "";
}
