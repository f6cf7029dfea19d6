/**
 * The names that AWS's webhook gives to what it adds to a pod. Tools and other webhooks know them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 * @see https://github.com/aws/amazon-eks-pod-identity-webhook/blob/master/main.go
 */
export const injectedNames = {
  audience: "pods.eks.amazonaws.com",
  volume: "eks-pod-identity-token",
  mountPath: "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount",
  tokenFile: "eks-pod-identity-token",
  label: "eks.amazonaws.com/pod-identity",
} as const;

/** The annotations and the label of a pod that this webhook reads. */
export const podSettings = {
  /** Annotation: `"false"` turns the injection off. */
  inject: "eks-auth.dev/inject",
  /** Annotation of AWS's webhook: names of containers, separated by commas, that are not changed. */
  skipContainers: "eks.amazonaws.com/skip-containers",
  /** Annotation of AWS's webhook: the token's lifetime in seconds. */
  tokenExpiration: "eks.amazonaws.com/token-expiration",
  /** Label of AWS's webhook: any value turns the injection off. */
  skipLabel: "eks.amazonaws.com/skip-pod-identity-webhook",
  /** Annotation that the kubelet gives to the mirror of a static pod. */
  mirror: "kubernetes.io/config.mirror",
} as const;

/** The limits of a token's lifetime, in seconds: those of the API server and of EKS Pod Identity. */
export const tokenLifetimes = { min: 600, max: 86_400 } as const;

/** What is injected, apart from the names. */
export interface InjectionSettings {
  /** The agent's URL for pods. */
  readonly credentialsUrl: string;
  /** The value of `AWS_REGION` and `AWS_DEFAULT_REGION`; undefined to set neither. */
  readonly region?: string | undefined;
  /** Whether to set `AWS_STS_REGIONAL_ENDPOINTS=regional`. */
  readonly regionalSts: boolean;
  /** The token's lifetime in seconds, 600 to 86,400. */
  readonly tokenExpirationSeconds: number;
  /**
   * Whether a variable, by itself, makes AWS SDKs take credentials from another source than the agent. The pod's owner then
   * gets a warning.
   */
  readonly isCompetingVariable: (name: string) => boolean;
}

/** The URL of an agent in a cluster with IPv4. */
export const defaultCredentialsUrl = "http://169.254.170.23/v1/credentials";
