import { randomBytes } from "node:crypto";
import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import type { Action, IssueCertificate, PublishBundle, WriteAuthorities } from "./actions.ts";
import { formatAuthorities } from "./authority-secret.ts";
import {
  type CertificateObjectNames,
  configMaps,
  secrets,
  webhookConfigurations,
} from "./certificate-objects.ts";
import type { Authority } from "./certificate-state.ts";
import type { KeyPair } from "./create-certificate.ts";
import type { Lifetimes } from "./lifetimes.ts";
import { formatBundle, parseAuthority } from "./parse-certificates.ts";
import { formatPublications, publishedAnnotation } from "./published-bundle.ts";
import { bundleNames, type Snapshot } from "./read-state.ts";
import { formatServingSecret } from "./serving-secret.ts";
import { encode, writeData } from "./write-data.ts";

/** Where actions are applied. */
export interface ActionTarget {
  readonly api: Pick<ApiServer, "create" | "patch">;
  readonly names: CertificateObjectNames;
  readonly lifetimes: Lifetimes;
}

/**
 * Applies an action, unless the object has been changed since it was read.
 *
 * @param snapshot - what the action was planned on
 * @param now - milliseconds since 1970
 * @returns false if the object has been changed; read again, and plan again
 * @throws KubernetesApiError if it can't be written
 */
export async function applyAction(
  target: ActionTarget,
  action: Action,
  snapshot: Snapshot,
  now: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await write(target, action, snapshot, now, signal);
    return true;
  } catch (error) {
    const code = error instanceof KubernetesApiError ? error.code : undefined;
    // What can't be created because of `not_found` has no namespace.
    const isDeleted = code === "not_found" && exists(action, snapshot);
    if (code === "conflict" || code === "already_exists" || isDeleted) {
      return false;
    }
    throw error;
  }
}

function exists(action: Action, snapshot: Snapshot): boolean {
  switch (action.type) {
    case "writeAuthorities":
      return snapshot.caSecret !== undefined;
    case "publishBundle":
      return action.bundle !== bundleNames.configMap || snapshot.caConfigMap !== undefined;
    case "issueCertificate":
      return snapshot.tlsSecrets.has(action.secret);
  }
}

async function write(
  target: ActionTarget,
  action: Action,
  snapshot: Snapshot,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  switch (action.type) {
    case "writeAuthorities":
      return writeAuthorities(target, action, snapshot, now, signal);
    case "publishBundle":
      return action.bundle === bundleNames.configMap
        ? publishConfigMap(target, action, snapshot, signal)
        : publishWebhooks(target, action, snapshot, signal);
    case "issueCertificate":
      return issueCertificate(target, action, snapshot, now, signal);
  }
}

async function writeAuthorities(
  { api, names, lifetimes }: ActionTarget,
  { current, next, previous }: WriteAuthorities,
  snapshot: Snapshot,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const keys = new Map(snapshot.keys);
  const resolve = async (one: Authority | "create" | undefined): Promise<Authority | undefined> => {
    if (one !== "create") {
      return one;
    }
    const pair = await createKeyPairOfAuthority(now, lifetimes);
    const authority = parseAuthority(pair.certificate);
    if (authority !== undefined) {
      keys.set(authority.id, pair);
    }
    return authority;
  };
  const wanted = { current: await resolve(current), next: await resolve(next), previous };
  const data = encode(formatAuthorities(wanted, keys));
  const object = { name: names.caSecret, type: "Opaque", data };
  await writeData(api, secrets(names.namespace), snapshot.caSecret, object, {}, signal);
}

async function createKeyPairOfAuthority(now: number, lifetimes: Lifetimes): Promise<KeyPair> {
  // Loaded on demand: it takes 13 MB, and most replicas never create a certificate.
  const { createAuthority } = await import("./create-certificate.ts");
  const day = new Date(now).toISOString().slice(0, 10);
  return createAuthority(`eks-auth ${day} ${randomBytes(4).toString("hex")}`, {
    notBefore: now - lifetimes.backdatingMs,
    notAfter: now + lifetimes.authorityMs,
  });
}

async function publishConfigMap(
  { api, names }: ActionTarget,
  { authorities, publishedAt }: PublishBundle,
  { caConfigMap }: Snapshot,
  signal: AbortSignal,
): Promise<void> {
  const object = { name: names.caConfigMap, data: { "ca.crt": formatBundle(authorities) } };
  const annotations = { [publishedAnnotation]: formatPublications(publishedAt) };
  await writeData(api, configMaps(names.namespace), caConfigMap, object, annotations, signal);
}

async function publishWebhooks(
  { api }: ActionTarget,
  { authorities, publishedAt }: PublishBundle,
  { webhookConfiguration }: Snapshot,
  signal: AbortSignal,
): Promise<void> {
  if (webhookConfiguration === undefined) {
    return;
  }
  const { metadata, webhooks = [] } = webhookConfiguration;
  const caBundle = Buffer.from(formatBundle(authorities)).toString("base64");
  const patch = {
    metadata: {
      resourceVersion: metadata.resourceVersion,
      annotations: { [publishedAnnotation]: formatPublications(publishedAt) },
    },
    // A merge patch replaces the whole list. The version makes sure that it is still the same.
    webhooks: webhooks.map((webhook) => ({
      ...webhook,
      clientConfig: { ...webhook.clientConfig, caBundle },
    })),
  };
  await api.patch(webhookConfigurations, metadata.name, patch, { signal });
}

async function issueCertificate(
  { api, names, lifetimes }: ActionTarget,
  { secret, issuer }: IssueCertificate,
  { keys, tlsSecrets }: Snapshot,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const authority = keys.get(issuer.id);
  const dnsNames = names.tlsSecrets.find(({ name }) => name === secret)?.dnsNames;
  if (authority === undefined || dnsNames === undefined) {
    return;
  }
  const { createServerCertificate } = await import("./create-certificate.ts");
  const pair = await createServerCertificate(authority, dnsNames, {
    notBefore: now - lifetimes.backdatingMs,
    notAfter: Math.min(now + lifetimes.servingMs, issuer.notAfter),
  });
  const object = {
    name: secret,
    type: "kubernetes.io/tls",
    data: encode(formatServingSecret(pair, issuer)),
  };
  await writeData(api, secrets(names.namespace), tlsSecrets.get(secret), object, {}, signal);
}
