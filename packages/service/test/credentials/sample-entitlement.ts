import type { Association } from "../../src/associations/association.ts";
import type { Entitlement } from "../../src/credentials/session-request.ts";
import { parseRoleArn, type RoleArn } from "../../src/names/arn.ts";

/** Parses the ARN of a role. */
export function roleOf(arn: string): RoleArn {
  const role = parseRoleArn(arn);
  if (role === undefined) {
    throw new Error(`${arn} is not the ARN of a role.`);
  }
  return role;
}

/** Returns the entitlement of the pod shop/cart-0 of the cluster prod, by an association with these members. */
export function entitle(
  association: Partial<Association> = {},
  pod: { name: string; uid: string } = { name: "cart-0", uid: "uid-0" },
): Entitlement {
  return {
    cluster: { name: "prod", region: "eu-west-1", accountId: "111122223333" },
    token: { namespace: "shop", serviceAccount: "cart", pod, keyId: "key-0" },
    association: {
      namespace: "shop",
      serviceAccount: "cart",
      role: roleOf("arn:aws:iam::444455556666:role/team/cart"),
      targetRole: undefined,
      externalId: undefined,
      disableSessionTags: false,
      policy: undefined,
      durationSeconds: undefined,
      id: "a-12345678901234567",
      arn: "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-12345678901234567",
      ...association,
    },
  };
}
