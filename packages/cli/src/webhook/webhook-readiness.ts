import type { CertificateSource } from "@eks-auth/webhook";
import type { Check } from "../http/admin-listener.ts";

/** What readiness depends on. */
export interface WebhookReadinessSources {
  readonly associations: { readonly hasSynced: boolean };
  readonly certificates: Pick<CertificateSource, "current">;
  readonly isStopping: boolean;
}

/**
 * Checks whether the webhook can do its work. An API server that is away later does not count: memory answers, and no other
 * replica would know more.
 */
export function checkWebhook({
  associations,
  certificates,
  isStopping,
}: WebhookReadinessSources): readonly Check[] {
  return [
    createCheck("stopping", isStopping ? "yes" : "ok"),
    createCheck("associations", associations.hasSynced ? "ok" : "not received from the API server yet"),
    createCheck("certificate", describeCertificate(certificates.current?.expiresAt)),
  ];
}

function createCheck(name: string, state: string): Check {
  return { name, state, isFatal: state !== "ok" };
}

function describeCertificate(expiresAt: Date | undefined): string {
  if (expiresAt === undefined) {
    return "none yet";
  }
  return expiresAt.getTime() < Date.now() ? `expired at ${expiresAt.toISOString()}` : "ok";
}
