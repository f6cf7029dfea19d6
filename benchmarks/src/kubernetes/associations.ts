import type { ApiServer } from "@eks-auth/kubernetes";
import { associationResource } from "./target.ts";

/** Clients that create associations at the same time. */
const connections = 32;

const perNamespace = 1_000;

/** The name of a namespace. */
export function nameNamespace(index: number): string {
  return `team-${String(index).padStart(3, "0")}`;
}

/** How many namespaces a number of associations is in. */
export function countNamespaces(associations: number): number {
  return Math.ceil(associations / perNamespace);
}

/** An association as users write it. */
interface Association {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly serviceAccount: string; readonly roleArn: string };
}

/** Creates an association. */
export function makeAssociation(index: number, role = `role-${index}`): Association {
  const name = `association-${String(index).padStart(6, "0")}`;
  return {
    apiVersion: `${associationResource.group}/${associationResource.version}`,
    kind: "PodIdentityAssociation",
    metadata: { name, namespace: nameNamespace(Math.floor(index / perNamespace)) },
    spec: { serviceAccount: `account-${index}`, roleArn: `arn:aws:iam::111122223333:role/${role}` },
  };
}

/**
 * Creates associations.
 *
 * @param apiServers - clients, which share the connections
 * @param from - the first one
 * @param to - the one after the last
 * @returns the time, in milliseconds
 */
export async function createAssociations(
  apiServers: readonly ApiServer[],
  from: number,
  to: number,
): Promise<number> {
  const startedAt = performance.now();
  let next = from;
  const createNext = async (client: number): Promise<void> => {
    const apiServer = apiServers[client % apiServers.length];
    for (let index = next++; index < to; index = next++) {
      const association = makeAssociation(index);
      const { namespace } = association.metadata;
      const resource = { ...associationResource, namespace };
      await apiServer?.create(resource, association, { timeoutMs: 60_000 });
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, client) => createNext(client)));
  return performance.now() - startedAt;
}
