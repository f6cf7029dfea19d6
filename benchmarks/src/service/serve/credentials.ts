/** Where `eks-auth serve` has its credentials from, as its configuration names it. */
export type CredentialSource = "embedded" | "sts";

/** All of them. */
export const credentialSources: readonly CredentialSource[] = ["embedded", "sts"];
