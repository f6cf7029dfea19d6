import { KubernetesApiError } from "@eks-auth/kubernetes";
import type { OnCertificateEvent } from "./certificate-event.ts";
import type { ForeignObject } from "./read-state.ts";

/** Reports each problem once when it starts and once when it ends, however often it is met. */
export class ProblemLog {
  readonly #onEvent: OnCertificateEvent;
  /** The codes of present problems, by what they concern. */
  readonly #present = new Map<string, string>();

  constructor(onEvent: OnCertificateEvent) {
    this.#onEvent = onEvent;
  }

  /** @param subject - what can't be read or written, such as `the certificates` or `Secret eks-auth/eks-auth-ca` */
  raiseFailure(subject: string, error: unknown): void {
    const { message } = error as Error;
    const code = error instanceof KubernetesApiError ? error.code : "unexpected";
    if (this.#isNew(subject, code)) {
      const fix = fixes[code] ?? "It is tried again.";
      this.#onEvent({
        level: code === "forbidden" || code === "invalid" || code === "unexpected" ? "error" : "warn",
        code: "certificates_failed",
        message: `${capitalize(subject)} can't be brought up to date: ${message} ${fix}`,
      });
    }
  }

  raiseForeign(namespace: string, { kind, name }: ForeignObject): void {
    const subject = `${kind} ${namespace}/${name}`;
    if (this.#isNew(subject, "foreign")) {
      this.#onEvent({
        level: "error",
        code: "object_not_managed",
        message: `${subject} has data that was not written here, so it is left as it is. Delete its data, or set another name.`,
      });
    }
  }

  /** @param subject - an object that is not made here */
  raiseMissing(subject: string): void {
    if (this.#isNew(subject, "missing")) {
      this.#onEvent({
        level: "warn",
        code: "certificates_failed",
        message: `${subject} does not exist, so no API server calls this webhook. Install it, or correct its name.`,
      });
    }
  }

  /** Ends all problems except these. */
  keepOnly(subjects: ReadonlySet<string>): void {
    for (const subject of this.#present.keys()) {
      if (!subjects.has(subject)) {
        this.#present.delete(subject);
        const message = `${capitalize(subject)} can be brought up to date again.`;
        this.#onEvent({ level: "info", code: "certificates_recovered", message });
      }
    }
  }

  #isNew(subject: string, code: string): boolean {
    const isNew = this.#present.get(subject) !== code;
    this.#present.set(subject, code);
    return isNew;
  }
}

const fixes: Readonly<Record<string, string>> = {
  forbidden: "Give the service account the right, or create the object without data.",
  invalid: "Check that the object is not immutable.",
  not_found: "Check that the namespace exists.",
};

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
