import type { ClientCases } from "../cases.ts";

export const eks: ClientCases = {
  client: "eks",
  signedFor: "eks",
  calls: [
    {
      title: "a label with a colon and a slash",
      operation: "AssociateAccessPolicy",
      sends: {
        clusterName: "prod",
        principalArn: "arn:aws:iam::111122223333:role/admin",
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        accessScope: { type: "namespace", namespaces: ["a", "b"] },
      },
      returns: {
        clusterName: "prod",
        principalArn: "arn:aws:iam::111122223333:role/admin",
        associatedAccessPolicy: {
          accessScope: { type: "cluster" },
          associatedAt: new Date(1_767_225_600_123),
        },
      },
    },
    {
      title: "DELETE with a query",
      operation: "DeleteAddon",
      sends: { clusterName: "prod", addonName: "vpc-cni", preserve: true },
      returns: { addon: { addonName: "vpc-cni", status: "DELETING", createdAt: new Date(0) } },
    },
    {
      title: "a list in the query",
      operation: "ListClusters",
      sends: { maxResults: 100, nextToken: "a==", include: ["all", "a,b"] },
      returns: { clusters: [], nextToken: "b" },
    },
    {
      title: "an error with several members",
      operation: "DeleteAddon",
      sends: { clusterName: "prod", addonName: "vpc-cni" },
      arrives: { clusterName: "prod", addonName: "vpc-cni", preserve: false },
      returns: {
        error: "ResourceNotFoundException",
        members: { clusterName: "prod", addonName: "vpc-cni", message: "No addon." },
      },
    },
  ],
};
