import type { AssociationEditor } from "../associations/association-editor.ts";
import type { ClusterIdentity } from "../names/arn.ts";

/** A cluster whose associations the EKS API manages. It must be the same object as long as its configuration is the same. */
export interface EksApiCluster extends ClusterIdentity {
  /** The issuer of its tokens, if it is known yet. */
  readonly issuer?: string | undefined;
  /** The URL of its API server, if the configuration has one. */
  readonly endpoint?: string | undefined;
  /** Reads and changes its associations. */
  readonly editor: AssociationEditor;
}
