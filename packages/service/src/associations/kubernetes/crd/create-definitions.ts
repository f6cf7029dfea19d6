import type { ResourcePath } from "@eks-auth/kubernetes";
import { associationVersion, clusterPodIdentityAssociations, podIdentityAssociations } from "../resources.ts";
import type { CustomResourceDefinition, PrinterColumn, ResourceSchema } from "./definition.ts";
import { createSpecSchema } from "./spec-schema.ts";
import { statusSchema } from "./status-schema.ts";

/** What the two kinds do not share. */
interface Kind {
  readonly kind: string;
  readonly resource: ResourcePath;
  readonly shortName: string;
  readonly scope: "Namespaced" | "Cluster";
  readonly description: string;
}

const kinds: readonly Kind[] = [
  {
    kind: "PodIdentityAssociation",
    resource: podIdentityAssociations,
    shortName: "pia",
    scope: "Namespaced",
    description:
      "Gives the pods of service accounts in its namespace an IAM role. The annotation eks-auth.dev/allowed-roles of the namespace, or namespaceRoles in the configuration of the service, must allow the role.",
  },
  {
    kind: "ClusterPodIdentityAssociation",
    resource: clusterPodIdentityAssociations,
    shortName: "cpia",
    scope: "Cluster",
    description:
      "Gives the pods of service accounts in any namespaces an IAM role. It needs no permission of the namespaces, so only administrators of the cluster should be able to create it.",
  },
];

/** Creates the definitions of PodIdentityAssociation and ClusterPodIdentityAssociation. */
export function createDefinitions(): readonly CustomResourceDefinition[] {
  return kinds.map(createDefinition);
}

function createDefinition(kind: Kind): CustomResourceDefinition {
  const { group, plural } = kind.resource;
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      annotations: {
        // Without it, `helm uninstall` would delete every association.
        "helm.sh/resource-policy": "keep",
      },
    },
    spec: {
      group,
      scope: kind.scope,
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural,
        singular: kind.kind.toLowerCase(),
        shortNames: [kind.shortName],
        categories: ["eks-auth"],
      },
      versions: [
        {
          name: associationVersion,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: createColumns(kind),
          schema: { openAPIV3Schema: createSchema(kind) },
        },
      ],
    },
  };
}

function createSchema({ scope, description }: Kind): ResourceSchema {
  return {
    type: "object",
    description,
    required: ["spec"],
    properties: {
      apiVersion: { type: "string", description: "The version of the schema." },
      kind: { type: "string", description: "The kind of the resource." },
      metadata: { type: "object" },
      spec: createSpecSchema(scope === "Cluster"),
      status: statusSchema,
    },
  };
}

function createColumns({ scope }: Kind): PrinterColumn[] {
  const ofSpec = (name: string, field: string, priority = 0): PrinterColumn => ({
    name,
    type: "string",
    jsonPath: `.spec.${field}`,
    ...(priority > 0 && { priority }),
  });
  const ofReady = (name: string, field: string, priority = 0): PrinterColumn => ({
    name,
    type: "string",
    jsonPath: `.status.conditions[?(@.type=="Ready")].${field}`,
    ...(priority > 0 && { priority }),
  });
  return [
    ...(scope === "Cluster" ? [ofSpec("For Namespace", "namespace")] : []),
    ofSpec("Service Account", "serviceAccount"),
    ofSpec("Role", "roleArn"),
    ofReady("Ready", "status"),
    ofReady("Reason", "reason"),
    { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" },
    ofSpec("Target Role", "targetRoleArn", 1),
    { name: "ID", type: "string", jsonPath: ".status.associationId", priority: 1 },
    ofReady("Message", "message", 1),
  ];
}
