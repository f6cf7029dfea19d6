import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import { type AuthoritiesWithKeys, readAuthorities, type SecretTexts } from "./authority-secret.ts";
import {
  type CertificateObjectNames,
  type ConfigMap,
  configMaps,
  isForeign,
  type Secret,
  secrets,
  type WebhookConfiguration,
  webhookConfigurations,
} from "./certificate-objects.ts";
import type { Bundle, CertificateState } from "./certificate-state.ts";
import { type ParsedBundle, parseBundle } from "./parse-certificates.ts";
import { parsePublications, publishedAnnotation } from "./published-bundle.ts";
import type { ServingCertificate } from "./serving-certificate.ts";
import { readServingSecret } from "./serving-secret.ts";

/** What the objects of certificates are at a time. It has private keys, so it must not be logged. */
export interface Snapshot {
  readonly state: CertificateState;
  readonly keys: AuthoritiesWithKeys["keys"];
  readonly caSecret: Secret | undefined;
  readonly caConfigMap: ConfigMap | undefined;
  readonly webhookConfiguration: WebhookConfiguration | undefined;
  /** By name. Those that don't exist are missing. */
  readonly tlsSecrets: ReadonlyMap<string, Secret>;
  /** The usable certificates of TLS Secrets, by the Secret's name. */
  readonly certificates: ReadonlyMap<string, ServingCertificate>;
  /** Objects with data that was not written here: `Secret eks-auth/eks-auth-ca`. */
  readonly foreign: readonly ForeignObject[];
}

/** An object that must not be overwritten. */
export interface ForeignObject {
  readonly role: "authorities" | "bundle" | "certificate";
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
}

/** The names of bundles in the state. */
export const bundleNames = { configMap: "configMap", webhooks: "webhooks" } as const;

/**
 * Reads all objects of certificates.
 *
 * @throws KubernetesApiError if one can't be read, except one that does not exist
 */
export async function readSnapshot(
  api: Pick<ApiServer, "get">,
  names: CertificateObjectNames,
  signal: AbortSignal,
): Promise<Snapshot> {
  const { namespace } = names;
  const getSecret = (name: string) => optional(api.get<Secret>(secrets(namespace), name, { signal }));
  const [caConfigMap, webhookConfiguration, ...tls] = await Promise.all([
    optional(api.get<ConfigMap>(configMaps(namespace), names.caConfigMap, { signal })),
    names.webhookConfiguration === undefined
      ? undefined
      : optional(
          api.get<WebhookConfiguration>(webhookConfigurations, names.webhookConfiguration, { signal }),
        ),
    ...names.tlsSecrets.map(({ name }) => getSecret(name)),
  ]);
  // Last, so that no bundle is written for older authorities than those that it was read with.
  const caSecret = await getSecret(names.caSecret);
  return interpret(names, { caSecret, caConfigMap, webhookConfiguration, tls });
}

interface ReadObjects extends Pick<Snapshot, "caSecret" | "caConfigMap" | "webhookConfiguration"> {
  /** In the order of the names. */
  readonly tls: readonly (Secret | undefined)[];
}

function interpret(names: CertificateObjectNames, { tls, ...objects }: ReadObjects): Snapshot {
  const { authorities, keys } = readAuthorities(decode(objects.caSecret));
  const bundles = [
    readConfigMap(objects.caConfigMap),
    ...(objects.webhookConfiguration === undefined ? [] : [readWebhooks(objects.webhookConfiguration)]),
  ];
  const trusted = [
    ...[authorities.current, authorities.next].filter((one) => one !== undefined),
    ...authorities.previous,
    ...bundles.flatMap((bundle) => bundle.authorities),
  ];
  const tlsSecrets = new Map<string, Secret>();
  const certificates = new Map<string, ServingCertificate>();
  const foreign: ForeignObject[] = [];
  const servingSecrets = names.tlsSecrets.flatMap(({ name, dnsNames }, index) => {
    const secret = tls[index];
    if (secret !== undefined) {
      tlsSecrets.set(name, secret);
      if (isForeign(secret)) {
        foreign.push({ role: "certificate", kind: "Secret", name });
        return [];
      }
    }
    const found = readServingSecret(decode(secret), dnsNames, trusted);
    if (found !== undefined) {
      certificates.set(name, found.serving);
    }
    return [{ name, certificate: found?.issued }];
  });
  if (objects.caSecret !== undefined && isForeign(objects.caSecret)) {
    foreign.push({ role: "authorities", kind: "Secret", name: names.caSecret });
  }
  if (objects.caConfigMap !== undefined && isForeign(objects.caConfigMap)) {
    foreign.push({ role: "bundle", kind: "ConfigMap", name: names.caConfigMap });
  }
  const state = { authorities, bundles, servingSecrets };
  return { ...objects, state, keys, tlsSecrets, certificates, foreign };
}

function readConfigMap(configMap: ConfigMap | undefined): Bundle {
  return toBundle(bundleNames.configMap, parseBundle(configMap?.data?.["ca.crt"] ?? ""), configMap);
}

/** An authority counts only if all webhooks have it. */
function readWebhooks(configuration: WebhookConfiguration): Bundle {
  const [first = parseBundle(""), ...others] = (configuration.webhooks ?? []).map(({ clientConfig }) =>
    parseBundle(Buffer.from(clientConfig.caBundle ?? "", "base64").toString()),
  );
  const isClean = [first, ...others].every(
    (one) =>
      one.isClean &&
      one.authorities.length === first.authorities.length &&
      one.authorities.every(({ id }, index) => id === first.authorities[index]?.id),
  );
  const authorities = first.authorities.filter(({ id }) =>
    others.every((other) => other.authorities.some((authority) => authority.id === id)),
  );
  return toBundle(bundleNames.webhooks, { authorities, isClean }, configuration);
}

function toBundle(
  name: string,
  { authorities, isClean }: ParsedBundle,
  object: ConfigMap | WebhookConfiguration | undefined,
): Bundle {
  const annotation = object?.metadata.annotations?.[publishedAnnotation] ?? "";
  return { name, authorities, isClean, publishedAt: parsePublications(annotation, authorities) };
}

function decode(secret: Secret | undefined): SecretTexts {
  return Object.fromEntries(
    Object.entries(secret?.data ?? {}).map(([name, value]) => [
      name,
      Buffer.from(value, "base64").toString(),
    ]),
  );
}

async function optional<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.code === "not_found") {
      return undefined;
    }
    throw error;
  }
}
