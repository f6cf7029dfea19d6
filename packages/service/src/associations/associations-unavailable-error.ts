import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The associations of a cluster were not received yet, so it is not known whether a service account has one. */
export class AssociationsUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AssociationsUnavailableError";
  override readonly name = "AssociationsUnavailableError";
  readonly code = "associations_unavailable";

  constructor(clusterName: string) {
    super(
      `The associations of the cluster ${clusterName} were not received from its API server yet. The log has the reason if it fails.`,
    );
  }
}
