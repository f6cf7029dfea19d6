import type { KubernetesObject, ResourcePath } from "@eks-auth/kubernetes";

/** A Secret. The values of its data are in base64. */
export interface Secret extends KubernetesObject {
  readonly type?: string | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** A ConfigMap. */
export interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** A MutatingWebhookConfiguration, as far as it is used here. */
export interface WebhookConfiguration extends KubernetesObject {
  readonly webhooks?: readonly Webhook[] | undefined;
}

interface Webhook {
  readonly clientConfig: {
    /** In base64. */
    readonly caBundle?: string | undefined;
  };
}

/** A TLS Secret that is managed here. */
export interface TlsSecret {
  readonly name: string;
  /** The names of the server, at least one, such as `eks-auth-webhook.eks-auth.svc`. */
  readonly dnsNames: readonly string[];
}

/** The objects of certificates. */
export interface CertificateObjectNames {
  /** The namespace of all of them but the webhook configuration. */
  readonly namespace: string;
  /** The Secret of the authorities, with their private keys. */
  readonly caSecret: string;
  /** The ConfigMap of the authorities that clients trust, under `ca.crt`. */
  readonly caConfigMap: string;
  /** The MutatingWebhookConfiguration whose webhooks get the authorities as `caBundle`; by default none. */
  readonly webhookConfiguration?: string | undefined;
  readonly tlsSecrets: readonly TlsSecret[];
}

/** Says that an object was written here, so that the objects of others are not overwritten. */
export const managedByAnnotation = "eks-auth.dev/managed-by";
export const managedByValue = "eks-auth-webhook";

export function secrets(namespace: string): ResourcePath {
  return { group: "", version: "v1", plural: "secrets", namespace };
}

export function configMaps(namespace: string): ResourcePath {
  return { group: "", version: "v1", plural: "configmaps", namespace };
}

export const webhookConfigurations: ResourcePath = {
  group: "admissionregistration.k8s.io",
  version: "v1",
  plural: "mutatingwebhookconfigurations",
};

/** Whether an object has data that was not written here. An object without data can be used, such as one of a Helm chart. */
export function isForeign({ metadata, data = {} }: Secret | ConfigMap): boolean {
  const isManaged = metadata.annotations?.[managedByAnnotation] === managedByValue;
  return !isManaged && Object.values(data).some((value) => value !== "");
}
