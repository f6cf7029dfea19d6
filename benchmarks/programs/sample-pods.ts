import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";

/** The cluster in all requests. */
export const cluster = { name: "my-cluster", region: "eu-west-1", accountId: "111122223333" };

/** Lists pods. Each has another service account, so that requests of two pods never share an issuance in flight. */
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

/** Lists the associations of these pods. One in ten has a glob as its service account. */
export function listAssociationNames(count: number): { namespace: string; serviceAccount: string }[] {
  return listPods(count).map(({ namespace, serviceAccount }, index) => ({
    namespace,
    serviceAccount: index % 10 === 0 ? `${serviceAccount}*` : serviceAccount,
  }));
}
