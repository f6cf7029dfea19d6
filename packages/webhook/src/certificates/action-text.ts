import type { Action } from "./actions.ts";
import type { CertificateEvent } from "./certificate-event.ts";
import type { CertificateObjectNames } from "./certificate-objects.ts";
import { bundleNames } from "./read-state.ts";

/** Names the object that an action writes: `Secret eks-auth/eks-auth-ca`. */
export function nameObject(action: Action, names: CertificateObjectNames): string {
  const { namespace, caSecret, caConfigMap, webhookConfiguration } = names;
  switch (action.type) {
    case "writeAuthorities":
      return `Secret ${namespace}/${caSecret}`;
    case "publishBundle":
      return action.bundle === bundleNames.configMap
        ? `ConfigMap ${namespace}/${caConfigMap}`
        : `MutatingWebhookConfiguration ${webhookConfiguration}`;
    case "issueCertificate":
      return `Secret ${namespace}/${action.secret}`;
  }
}

/** Whether clients can't connect, or soon can't, until it is done. */
export function isUrgent({ reason }: Action): boolean {
  return reason === "missing" || reason === "unusable";
}

/** Describes an action that was applied. @param object - the object's name */
export function describeResult(action: Action, object: string): Omit<CertificateEvent, "level"> {
  switch (action.type) {
    case "writeAuthorities": {
      const isNew = action.current === "create" || action.next === "create";
      const code = isNew ? "authority_created" : "authority_replaced";
      const what = isNew ? "has a new authority" : "has other authorities";
      return { code, message: `${object} ${what} (${action.reason}).` };
    }
    case "publishBundle":
      return {
        code: "authorities_published",
        message: `${object} has the authorities that clients trust (${action.reason}).`,
      };
    case "issueCertificate":
      return {
        code: "certificate_issued",
        message: `${object} has a new certificate (${action.reason}).`,
      };
  }
}
