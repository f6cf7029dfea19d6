import { X509Certificate } from "node:crypto";
import type { Finding } from "../../findings/finding.ts";
import { formatTime } from "../check.ts";
import { type ClusterContext, finding, problem } from "./cluster-check.ts";
import type { ClusterReader } from "./cluster-reader.ts";
import { type EndpointSlice, findWebhook, resources, type WebhookConfiguration } from "./objects.ts";

const remedies = {
  install: "Install it with the chart: webhook.enabled is true by default.",
  certificate:
    "See the log of the webhook's pods: they create the certificate. With cert-manager, see its Certificate.",
  service: "Upgrade the chart, which has the Service: helm upgrade.",
  endpoints: "See the pods of the webhook: their events and their logs.",
} as const;

/** Checks that the API server can call the webhook: its Service, its pods and its certificate. */
export async function checkWebhook({ reader, facts }: ClusterContext): Promise<Finding> {
  const configurations = await reader.list<WebhookConfiguration>(resources.webhooks);
  const configuration = configurations.find((each) => findWebhook(each) !== undefined);
  if (configuration === undefined) {
    return problem(
      "failed",
      "webhook_missing",
      "No MutatingWebhookConfiguration has the webhook pods.eks-auth.dev, so pods get neither variables nor a token.",
      remedies.install,
    );
  }
  facts.webhook = configuration;
  const { caBundle = "", service, url } = findWebhook(configuration)?.clientConfig ?? {};
  const name = `The webhook of the MutatingWebhookConfiguration ${configuration.metadata.name}`;
  if (caBundle === "") {
    return problem(
      "failed",
      "webhook_certificate_invalid",
      `${name} has no caBundle, so the API server can't call it.`,
      remedies.certificate,
    );
  }
  if (service === undefined) {
    return finding("ok", `${name} is at ${url}, which is not checked.`);
  }
  const host = `${service.name}.${service.namespace}.svc`;
  const found =
    (await findServiceProblem(reader, service)) ?? (await findCertificateProblem(reader, service, caBundle));
  return found ?? finding("ok", `${name} has ready pods, and a valid certificate for ${host}.`);
}

interface ServiceName {
  readonly name: string;
  readonly namespace: string;
}

async function findServiceProblem(
  reader: ClusterReader,
  { name, namespace }: ServiceName,
): Promise<Finding | undefined> {
  const [service, slices] = await Promise.all([
    reader.read({ ...resources.services, namespace }, name),
    reader.list<EndpointSlice>(
      { ...resources.endpoints, namespace },
      { labelSelector: `kubernetes.io/service-name=${name}` },
    ),
  ]);
  if (service === undefined) {
    return problem(
      "failed",
      "webhook_not_ready",
      `The webhook's Service ${namespace}/${name} does not exist.`,
      remedies.service,
    );
  }
  // By the API, an endpoint without this condition is ready.
  const isReady = slices.some(({ endpoints }) =>
    endpoints?.some(({ conditions }) => conditions?.ready ?? true),
  );
  return isReady
    ? undefined
    : problem(
        "failed",
        "webhook_not_ready",
        `The webhook's Service ${namespace}/${name} has no ready pod, so new pods start without credentials.`,
        remedies.endpoints,
      );
}

/** How long before its end a certificate should have been renewed, in milliseconds. */
const renewalMs = 24 * 3_600_000;

/** The chart names the Secret after the Service. */
async function findCertificateProblem(
  reader: ClusterReader,
  { name, namespace }: ServiceName,
  caBundle: string,
): Promise<Finding | undefined> {
  const secret = `${name}-tls`;
  const pem = await reader.readCertificate(namespace, secret);
  if (pem === undefined) {
    return problem(
      "warning",
      "webhook_certificate_unknown",
      `The webhook has ready pods. Its certificate is not checked: the Secret ${namespace}/${secret} does not exist, or the kubeconfig's user may not read it.`,
      "The metric of the API server apiserver_admission_webhook_rejection_count shows whether its calls fail.",
    );
  }
  const fail = (reason: string) =>
    problem(
      "failed",
      "webhook_certificate_invalid",
      `The webhook's certificate in the Secret ${namespace}/${secret} ${reason}`,
      remedies.certificate,
    );
  const certificate = parseCertificates(pem)[0];
  if (certificate === undefined) {
    return fail("is missing, so the API server can't call the webhook.");
  }
  const host = `${name}.${namespace}.svc`;
  const end = Date.parse(certificate.validTo);
  if (end < Date.now()) {
    return fail(`expired at ${formatTime(end)}, so the API server can't call the webhook.`);
  }
  if (certificate.checkHost(host) === undefined) {
    return fail(`is not for ${host}, so the API server can't call the webhook.`);
  }
  const authorities = parseCertificates(Buffer.from(caBundle, "base64").toString());
  if (!isTrusted(certificate, [...authorities, ...parseCertificates(pem).slice(1)])) {
    return fail("is not from an authority in caBundle, so the API server can't call the webhook.");
  }
  return end - Date.now() < renewalMs
    ? problem(
        "warning",
        "webhook_certificate_expiring",
        `The webhook's certificate ends at ${formatTime(end)}, and was not renewed.`,
        remedies.certificate,
      )
    : undefined;
}

function isTrusted(certificate: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return authorities.some(
    (authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
  );
}

/** Parses PEM; what is not a certificate is left out. */
function parseCertificates(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}
