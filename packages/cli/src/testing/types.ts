import type { DevSettings } from "../dev/dev-settings.ts";
import type { FaultSettings } from "../dev/faults/fault-settings.ts";

/** Options of {@link startDev}. */
export interface StartDevOptions extends DevSettings {
  /** Gets a text for each refused request, changed association and injected fault; by default it is dropped. */
  readonly onEvent?: ((text: string) => void) | undefined;
}

/** A service account and its role. */
export interface AssociateOptions {
  /** The ARN of the IAM role. */
  readonly roleArn: string;
  /** `default` by default. */
  readonly namespace?: string | undefined;
  /** `sample` by default: that of the pod whose token is in the token file. */
  readonly serviceAccount?: string | undefined;
}

/** A pod. */
export interface PodOptions {
  /** `default` by default. */
  readonly namespace?: string | undefined;
  /** `sample` by default. */
  readonly serviceAccount?: string | undefined;
  /** The pod's name; `sample-pod` by default. */
  readonly podName?: string | undefined;
  /** How long the token is valid; 3,600 s by default. */
  readonly lifetimeSeconds?: number | undefined;
}

/** A development cluster that runs in this process, on free ports of 127.0.0.1. */
export interface Dev extends AsyncDisposable {
  /** The URL of the EKS Auth API. */
  readonly endpoint: string;
  /** The name of the cluster in the API: `dev`. */
  readonly clusterName: string;
  /** The URL where AWS SDKs get credentials: `AWS_CONTAINER_CREDENTIALS_FULL_URI`. */
  readonly credentialsUrl: string;
  /** The URL of the EKS API, which changes associations. */
  readonly eksApiUrl: string;
  /** The URL of an STS that answers GetCallerIdentity for the credentials. No other AWS service accepts them. */
  readonly stsUrl: string;
  /** The file with a valid token of the sample pod. */
  readonly tokenFile: string;
  /**
   * All environment variables of a child process whose AWS SDKs should use the cluster: those that this process has
   * now, without your own AWS credentials.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Makes AWS SDKs of this process use the cluster: changes `process.env` until the cluster stops. */
  setProcessEnv(): void;
  /**
   * Gives a service account a role. The next request to the agent gets it; AWS SDKs cache credentials themselves.
   *
   * @throws Error with the code `option_invalid` if the role is not the ARN of an IAM role
   */
  associate(options: AssociateOptions): Promise<void>;
  /** Creates a token of any pod, as the kubelet projects it. */
  mintToken(pod?: PodOptions): Promise<string>;
  /**
   * Replaces what goes wrong on purpose; `{}` ends it.
   *
   * @throws Error with the code `option_invalid` if there is no such fault, or a number is out of its range
   */
  setFaults(faults: FaultSettings): void;
  /** Stops the cluster, removes its files and restores `process.env`. Later calls do nothing. */
  stop(): Promise<void>;
}
