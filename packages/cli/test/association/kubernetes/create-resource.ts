import type {
  AssociationResource,
  AssociationSpec,
  Condition,
  ResourceManifest,
} from "@eks-auth/service/kubernetes";

/** The start of a role's ARN. */
export const role = "arn:aws:iam::111122223333:role/";

/** What a created resource differs in. */
export interface ResourceOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly spec?: Partial<AssociationSpec>;
  /** In seconds since 1970. */
  readonly createdAt?: number;
  /** The condition Ready: `True` if it is `Accepted`. */
  readonly ready?: Condition["reason"];
}

/** Creates a `PodIdentityAssociation` as the API server has it: `shop/cart` by default. */
export function createResource({
  name = "cart",
  namespace = "shop",
  spec,
  createdAt = 0,
  ready,
}: ResourceOptions = {}): AssociationResource {
  return {
    metadata: {
      ...{ name, namespace, uid: name, resourceVersion: "1", generation: 1 },
      creationTimestamp: new Date(createdAt * 1000).toISOString(),
    },
    spec: { serviceAccount: "cart", roleArn: `${role}cart`, ...spec },
    ...(ready !== undefined && { status: { conditions: [createReady(ready)] } }),
  };
}

function createReady(reason: Condition["reason"]): Condition {
  return {
    type: "Ready",
    status: reason === "Accepted" ? "True" : "False",
    reason,
    message: `The reason is ${reason}.`,
    observedGeneration: 1,
    lastTransitionTime: "2026-01-02T03:04:05Z",
  };
}

/** Creates the resource of a manifest, as the API server would have it. */
export function toResource({ metadata, spec }: ResourceManifest): AssociationResource {
  const created = { uid: metadata.name, resourceVersion: "1", creationTimestamp: "2026-01-02T03:04:05Z" };
  return { metadata: { ...metadata, ...created }, spec } as AssociationResource;
}
