import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";

/** The cluster that all requests name. */
export const cluster = { name: "my-cluster", region: "eu-west-1", accountId: "111122223333" };

/**
 * Lists pods, each of a service account of its own. So each has a token of its own, and no two requests for different
 * pods can share an issuance that is under way.
 */
export function listPods(count: number): ServiceAccountTokenRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const serviceAccount = `app-${String(index).padStart(4, "0")}`;
    return {
      namespace: `team-${index % 20}`,
      serviceAccount,
      pod: { name: `${serviceAccount}-5d4f8c7b9-abcde` },
    };
  });
}

/**
 * Lists what associations these pods have: a namespace and a service account each, one in ten of them a glob.
 */
export function listAssociationNames(count: number): { namespace: string; serviceAccount: string }[] {
  return listPods(count).map(({ namespace, serviceAccount }, index) => ({
    namespace,
    serviceAccount: index % 10 === 0 ? `${serviceAccount}*` : serviceAccount,
  }));
}
