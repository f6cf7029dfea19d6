import { type EKSAuthFrontendService, ResourceNotFoundException } from "@eks-auth/server";

/** The implementation that the examples serve. It accepts every token in one cluster. */
export const service: EKSAuthFrontendService = {
  async assumeRoleForPodIdentity({ clusterName, token }) {
    if (clusterName !== "my-cluster" || token === "") {
      throw new ResourceNotFoundException({ message: `There is no cluster ${clusterName}.` });
    }
    return {
      subject: { namespace: "default", serviceAccount: "app" },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: {
        associationArn:
          "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/my-cluster/a-0123456789abcdef0",
        associationId: "a-0123456789abcdef0",
      },
      assumedRoleUser: {
        arn: "arn:aws:sts::111122223333:assumed-role/app/eks-my-cluster-app",
        assumeRoleId: "AROAEXAMPLE:eks-my-cluster-app",
      },
      credentials: {
        accessKeyId: "ASIAEXAMPLE",
        secretAccessKey: "EXAMPLE",
        sessionToken: "EXAMPLE",
        expiration: new Date(Date.now() + 3_600_000),
      },
    };
  },
};
