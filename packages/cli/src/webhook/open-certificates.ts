import type { ApiServer } from "@eks-auth/kubernetes";
import { type OnTlsContent, type TlsContent, WatchedTlsFiles } from "@eks-auth/service";
import {
  CertificateManager,
  type CertificateSource,
  type ServingCertificate,
  type TlsSecret,
} from "@eks-auth/webhook";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import type { TlsCertificates } from "../http/tls-server.ts";
import type { WebhookLog } from "./webhook-log.ts";

/** The options that say where the certificate comes from. */
export interface CertificateFlags {
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly manageCertificates?: boolean;
  readonly namespace?: string;
  readonly caSecret: string;
  readonly caConfigMap: string;
  readonly webhookConfiguration?: string;
  readonly tlsSecret?: readonly TlsSecret[];
  readonly servingSecret: string;
}

/** The certificate of the webhook, which changes while it runs. */
export interface OpenCertificates extends CertificateSource {
  /** The path of the file, or the name of the Secret, that it is in. */
  readonly file: string;
  close(): Promise<void>;
}

/**
 * Reads the certificate's files, or starts to manage certificates.
 *
 * @throws CommandError if the options are not complete, or a file can't be used
 */
export async function openCertificates(
  flags: CertificateFlags,
  apiServer: ApiServer,
  log: WebhookLog,
): Promise<OpenCertificates> {
  const { certificateFile, keyFile, manageCertificates = false } = flags;
  if (manageCertificates) {
    return manage(flags, apiServer, log);
  }
  if (certificateFile === undefined || keyFile === undefined) {
    throw new CommandError(
      "option_invalid",
      "the API server calls only webhooks with a certificate. Give --certificate-file and --key-file, or --manage-certificates.",
    );
  }
  const files = await withFileErrors(WatchedTlsFiles.open({ certificateFile, keyFile }, log.onLogEvent));
  return {
    file: certificateFile,
    get current() {
      return toServingCertificate(files.content);
    },
    onChange(listener) {
      const onContent: OnTlsContent = (content) => listener(toServingCertificate(content));
      files.subscribe(onContent);
    },
    async close() {
      files.close();
    },
  };
}

function manage(flags: CertificateFlags, apiServer: ApiServer, log: WebhookLog): OpenCertificates {
  const { namespace, caSecret, caConfigMap, webhookConfiguration, tlsSecret = [], servingSecret } = flags;
  if (namespace === undefined) {
    throw new CommandError(
      "option_invalid",
      "--manage-certificates needs the namespace of its Secrets. Give --namespace, or set POD_NAMESPACE.",
    );
  }
  if (!tlsSecret.some(({ name }) => name === servingSecret)) {
    throw new CommandError(
      "option_invalid",
      `no --tls-secret has the name ${servingSecret}, of the webhook's own certificate. Add --tls-secret ${servingSecret}=HOST, or correct --serving-secret.`,
    );
  }
  const manager = CertificateManager.start({
    apiServer,
    namespace,
    caSecret,
    caConfigMap,
    webhookConfiguration,
    tlsSecrets: tlsSecret,
    servingSecret,
    onEvent: log.onLogEvent,
  });
  return {
    file: `Secret ${namespace}/${servingSecret}`,
    get current() {
      return manager.current;
    },
    onChange: (listener) => manager.onChange(listener),
    close: () => manager.close(),
  };
}

function toServingCertificate({ server }: TlsContent): ServingCertificate {
  return {
    certificate: server.chain,
    privateKey: server.privateKey.toString(),
    expiresAt: server.expiresAt,
  };
}

/** Adapts a certificate for the TLS server. */
export function toTlsCertificates(source: CertificateSource): {
  subscribe(onChange: (certificates: TlsCertificates) => void): void;
} {
  return {
    subscribe(onChange) {
      source.onChange(({ certificate, privateKey }) =>
        onChange({
          server: { chain: certificate, privateKey: Buffer.from(privateKey) },
          callers: undefined,
        }),
      );
    },
  };
}
