import type { ListenAddress } from "@eks-auth/agent";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { parseListenAddress } from "../core/listen-address.ts";
import { logLevelOption } from "../core/options.ts";
import { limitHeapGrowth, loadServerModules } from "../core/v8-memory.ts";
import type { TlsSecretFlag, WebhookCommandOptions } from "./run-webhook.ts";

const examples = `
Examples:
  eks-auth webhook --certificate-file tls.crt --key-file tls.key
      in a pod, with a certificate of cert-manager or your own
  eks-auth webhook --manage-certificates --ca-secret eks-auth-ca --ca-config-map eks-auth-ca \\
    --webhook-configuration eks-auth --tls-secret eks-auth-webhook-tls=eks-auth-webhook.eks-auth.svc \\
    --serving-secret eks-auth-webhook-tls
      in a pod, with certificates that it makes and renews itself
  eks-auth webhook --certificate-file tls.crt --key-file tls.key --listen 127.0.0.1:9443 --admin 127.0.0.1:8481 \\
    --api-server https://10.0.0.10:6443 --api-server-ca-file ca.crt --api-server-token-file token
      outside the cluster

Pods whose service account has an association get the variables and the token of EKS Pod Identity. A
MutatingWebhookConfiguration makes the API server send new pods to https://…/mutate. A pod with the annotation
eks-auth.dev/inject: "false" is left as it is. Probes and metrics are at the address of --admin.
`;

/** Creates the `webhook` command, which configures the pods of a cluster. */
export function createWebhookCommand(): Command {
  const command = new Command("webhook").description(descriptions.webhook);
  addServerOptions(command);
  addInjectionOptions(command);
  addCertificateOptions(command);
  return command
    .addOption(logLevelOption())
    .addHelpText("after", helpText(examples))
    .action(async (options: WebhookCommandOptions) => {
      // Loaded on demand, so that help does not wait for the webhook.
      const { runWebhook } = await import("./run-webhook.ts");
      loadServerModules();
      limitHeapGrowth();
      await runWebhook(options);
    });
}

function addServerOptions(command: Command): void {
  command
    .addOption(listenOption("--listen", "the address to listen on", 9443))
    .addOption(listenOption("--admin", "the address of /healthz, /readyz and /metrics", 8481))
    .option("--api-server <url>", "the API server (default: that of the pod's cluster)")
    .option(
      "--api-server-ca-file <path>",
      "CA certificates (PEM) to verify the API server's certificate with (default: those of the pod)",
    )
    .option(
      "--api-server-token-file <path>",
      "a service-account token for the API server (default: that of the pod)",
    );
}

function addInjectionOptions(command: Command): void {
  command
    .option(
      "--container-credentials-full-uri <url>",
      "the agent's URL for pods (default: http://169.254.170.23/v1/credentials)",
      parseCredentialsUrl,
    )
    .option("--aws-default-region <name>", "set AWS_REGION and AWS_DEFAULT_REGION in pods")
    .option("--sts-regional-endpoint", "set AWS_STS_REGIONAL_ENDPOINTS=regional in pods")
    .option("--token-expiration <seconds>", "the lifetime of tokens, 600 to 86400", parseLifetime, 86_400);
}

function addCertificateOptions(command: Command): void {
  command
    .option("--certificate-file <path>", "the certificate (PEM); read again when it changes")
    .option("--key-file <path>", "the certificate's private key (PEM)")
    .addOption(
      new Option("--manage-certificates", "make certificates, and renew them").conflicts("certificateFile"),
    )
    .addOption(
      new Option("--namespace <name>", "the namespace of the Secrets and of the ConfigMap").env(
        "POD_NAMESPACE",
      ),
    )
    .option("--ca-secret <name>", "the Secret for the authority's key", "eks-auth-ca")
    .option("--ca-config-map <name>", "the ConfigMap for the authority's certificate", "eks-auth-ca")
    .option("--webhook-configuration <name>", "the MutatingWebhookConfiguration to set caBundle of")
    .option(
      "--tls-secret <name=host,…>",
      "a Secret for the certificate of a server with these DNS names; can be repeated",
      appendTlsSecret,
    )
    .option("--serving-secret <name>", "which of them is the webhook's own", "eks-auth-webhook-tls");
}

function listenOption(flag: string, description: string, port: number): Option {
  const address: ListenAddress = { host: "0.0.0.0", port };
  return new Option(`${flag} <address:port>`, description)
    .argParser(parseListenAddress)
    .default(address, `0.0.0.0:${port}`);
}

function parseCredentialsUrl(text: string): string {
  if (URL.parse(text)?.protocol !== "http:" && URL.parse(text)?.protocol !== "https:") {
    throw new InvalidArgumentError("It must be a URL, such as http://[fd00:ec2::23]/v1/credentials.");
  }
  return text;
}

function parseLifetime(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < 600 || seconds > 86_400) {
    throw new InvalidArgumentError("It must be a number from 600 to 86400.");
  }
  return seconds;
}

function appendTlsSecret(
  text: string,
  earlier: readonly TlsSecretFlag[] | undefined,
): readonly TlsSecretFlag[] {
  const [, name, hosts] =
    /^([a-z0-9][a-z0-9.-]*)=([a-z0-9][a-z0-9.-]*(?:,[a-z0-9][a-z0-9.-]*)*)$/.exec(text) ?? [];
  if (name === undefined || hosts === undefined) {
    throw new InvalidArgumentError(
      "It must be a Secret's name and DNS names, such as eks-auth-webhook-tls=eks-auth-webhook.eks-auth.svc.",
    );
  }
  return [...(earlier ?? []), { name, dnsNames: hosts.split(",") }];
}
