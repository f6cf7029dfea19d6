/** Who a token was made for, told by the cluster's own signature. */
export interface VerifiedToken {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The pod that the token is bound to. */
  readonly pod: { readonly name: string; readonly uid: string };
}
