import type { EKSAuthFrontendService } from "@eks-auth/server";
import {
  type Association,
  AssociationIndex,
  type CredentialIssuer,
  createIssuerKeys,
  createPodIdentityService,
} from "@eks-auth/service";
import { makeAssociation } from "./make-association.ts";
import { cluster, listAssociationNames } from "./pods.ts";

/** As many as AWS lets a cluster have by default, in the order of magnitude. */
const associationCount = 1_000;

/**
 * Makes the whole service for one cluster, whose pods have associations: one in ten of them a glob.
 *
 * @param issuer - the URL of the issuer of tokens
 * @param credentials - where credentials come from
 */
export function createService(issuer: string, credentials: CredentialIssuer): EKSAuthFrontendService {
  return createPodIdentityService({
    clusters: [
      {
        ...cluster,
        issuer,
        keys: createIssuerKeys(issuer),
        associations: new AssociationIndex(listAssociations()),
      },
    ],
    credentials,
    // As little as can be: what is logged and how is the host's business.
    onRefusal: () => {},
    onGrant: () => {},
  });
}

function listAssociations(): Association[] {
  return listAssociationNames(associationCount).map(({ namespace, serviceAccount }) =>
    makeAssociation(namespace, serviceAccount),
  );
}
