import type { EKSAuthFrontendService } from "@eks-auth/server";
import {
  AssociationIndex,
  type Caller,
  type CredentialIssuer,
  createIssuerKeys,
  createPodIdentityService,
  type Decision,
} from "@eks-auth/service";
import { cluster, listAssociationNames } from "../sample-pods.ts";
import { createAssociation } from "./sample-association.ts";

/** The order of magnitude of AWS's default quota for a cluster. */
const associationCount = 1_000;

/**
 * Creates the service for one cluster with a thousand associations, without log.
 *
 * @param issuer - the URL of the issuer of tokens
 * @param onDecision - records decisions; by default nothing does
 */
export function createService(
  issuer: string,
  credentials: CredentialIssuer,
  onDecision: (decision: Decision) => void | Promise<void> = () => {},
): EKSAuthFrontendService<Caller | undefined> {
  const associations = listAssociationNames(associationCount).map(({ namespace, serviceAccount }) =>
    createAssociation(namespace, serviceAccount),
  );
  return createPodIdentityService({
    clusters: [
      {
        ...cluster,
        issuer,
        keys: createIssuerKeys(issuer),
        associations: new AssociationIndex(associations),
      },
    ],
    credentials,
    onDecision,
  });
}
