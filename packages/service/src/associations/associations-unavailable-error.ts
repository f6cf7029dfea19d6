import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The associations of a cluster were not received yet, or its API server does not return one. */
export class AssociationsUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AssociationsUnavailableError";
  override readonly name = "AssociationsUnavailableError";
  readonly code = "associations_unavailable";

  /** @param cause - why the API server does not return an association; without it, they were not received yet */
  constructor(clusterName: string, cause?: Error) {
    super(
      cause === undefined
        ? `The associations of the cluster ${clusterName} were not received from its API server yet. The log has the reason if it fails.`
        : `An association of the cluster ${clusterName} can't be read from its API server: ${cause.message}`,
      cause && { cause },
    );
  }
}
