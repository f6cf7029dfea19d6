import type { Authenticate, AWSWesleyFrontendService } from "@eks-auth/eks-api-server";
import type { Caller } from "../callers/caller.ts";
import type { WatchedTlsFiles } from "../tls/watched-tls-files.ts";

/** The EKS API of a configured service, for a handler of `@eks-auth/eks-api-server`. */
export interface ConfiguredEksApi {
  readonly service: AWSWesleyFrontendService<Caller | undefined>;
  /**
   * Authenticates callers as the newest configuration says, for the handler's option. If it has no EKS API any more, every
   * caller is rejected.
   */
  readonly authenticate: Authenticate<Caller | undefined>;
  /** The files of HTTPS, if they were configured at the start. The caller passes their content to its server. */
  readonly tls: WatchedTlsFiles | undefined;
}
