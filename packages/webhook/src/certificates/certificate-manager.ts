import { setTimeout } from "node:timers/promises";
import type { ApiServer } from "@eks-auth/kubernetes";
import { describeResult, isUrgent, nameObject } from "./action-text.ts";
import type { Action } from "./actions.ts";
import { applyAction } from "./apply-action.ts";
import type { OnCertificateEvent } from "./certificate-event.ts";
import type { CertificateObjectNames } from "./certificate-objects.ts";
import { defaultLifetimes, isValidAt, type Lifetimes } from "./lifetimes.ts";
import { planCertificates } from "./plan.ts";
import { ProblemLog } from "./problem-log.ts";
import { bundleNames, readSnapshot, type Snapshot } from "./read-state.ts";
import type { CertificateSource, ServingCertificate } from "./serving-certificate.ts";

/** How often and when the objects are read and written, in milliseconds. */
export interface CertificatePace {
  /** The time between readings. It varies by a fifth. */
  readonly intervalMs: number;
  /** How long a replica waits at most before it writes what is not urgent, so that usually only one of them writes. */
  readonly jitterMs: number;
  /** How long a replica waits at most before it reads again after another one has written, or after a failure. */
  readonly retryMs: number;
}

/** Options of a {@link CertificateManager}. */
export interface CertificateManagerOptions extends CertificateObjectNames {
  readonly apiServer: Pick<ApiServer, "get" | "create" | "patch">;
  /** The TLS Secret whose certificate this server shows. It is one of `tlsSecrets`. */
  readonly servingSecret: string;
  readonly onEvent: OnCertificateEvent;
  readonly lifetimes?: Lifetimes | undefined;
  readonly pace?: CertificatePace | undefined;
}

const defaultPace: CertificatePace = { intervalMs: 60_000, jitterMs: 30_000, retryMs: 1_000 };

/** More than all steps from nothing to certificates, with a few conflicts. */
const maxSteps = 30;

/**
 * Makes and renews a certificate authority and the certificates of servers, in Secrets, and publishes the authority to
 * clients. All replicas do the same without a leader: an object is only written if it has not changed since it was read, and
 * nothing is written if nothing is due.
 */
export class CertificateManager implements CertificateSource {
  readonly #options: CertificateManagerOptions;
  readonly #lifetimes: Lifetimes;
  readonly #pace: CertificatePace;
  readonly #problems: ProblemLog;
  readonly #stopped = new AbortController();
  readonly #listeners: ((certificate: ServingCertificate) => void)[] = [];
  readonly #running: Promise<void>;
  #current: ServingCertificate | undefined;

  private constructor(options: CertificateManagerOptions) {
    this.#options = options;
    this.#lifetimes = options.lifetimes ?? defaultLifetimes;
    this.#pace = options.pace ?? defaultPace;
    this.#problems = new ProblemLog(options.onEvent);
    this.#running = this.#run();
  }

  /**
   * Starts to manage the certificates. It retries for ever.
   *
   * @throws RangeError if a TLS Secret has no DNS name, or the serving one is not among them
   */
  static start(options: CertificateManagerOptions): CertificateManager {
    const unnamed = options.tlsSecrets.find(({ dnsNames }) => dnsNames.length === 0);
    if (unnamed !== undefined) {
      throw new RangeError(`The TLS Secret ${unnamed.name} has no DNS name. Give it those of its server.`);
    }
    if (!options.tlsSecrets.some(({ name }) => name === options.servingSecret)) {
      throw new RangeError(`The serving Secret ${options.servingSecret} is not among the TLS Secrets.`);
    }
    return new CertificateManager(options);
  }

  get current(): ServingCertificate | undefined {
    return this.#current;
  }

  onChange(listener: (certificate: ServingCertificate) => void): void {
    this.#listeners.push(listener);
    if (this.#current !== undefined) {
      listener(this.#current);
    }
  }

  /** Stops, and waits until nothing is being written any more. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopped.signal.aborted) {
      const isGood = await this.#round();
      failures = isGood ? 0 : failures + 1;
      const { intervalMs, retryMs } = this.#pace;
      const retry = Math.min(retryMs * 2 ** Math.min(failures, 10), intervalMs);
      await this.#sleep((isGood ? intervalMs : retry) * (0.8 + Math.random() * 0.4));
    }
  }

  /** Does what is due. It never rejects. @returns whether everything is up to date */
  async #round(): Promise<boolean> {
    const failed = new Set<string>();
    try {
      await this.#bringUpToDate(failed);
    } catch (error) {
      if (this.#stopped.signal.aborted) {
        return true;
      }
      const subject = "the state of the certificates";
      failed.add(subject);
      this.#problems.raiseFailure(subject, error);
      // What else was a problem before can't be known now.
      return false;
    }
    this.#problems.keepOnly(failed);
    return failed.size === 0;
  }

  async #bringUpToDate(failed: Set<string>): Promise<void> {
    const { signal } = this.#stopped;
    const unwritable = new Set<string>();
    const failedActions = new Set<string>();
    let hasWaited = false;
    for (let step = 0; step < maxSteps && !signal.aborted; step += 1) {
      const snapshot = await readSnapshot(this.#options.apiServer, this.#options, signal);
      this.#show(snapshot);
      const planned = this.#plan(snapshot, failed, unwritable);
      const actions = planned.filter((action) => !failedActions.has(nameObject(action, this.#options)));
      if (actions.length === 0) {
        return;
      }
      if (!hasWaited && !actions.some(isUrgent)) {
        hasWaited = true;
        await this.#sleep(Math.random() * this.#pace.jitterMs);
        continue;
      }
      for (const action of actions) {
        await this.#apply(action, snapshot).catch((error) => {
          signal.throwIfAborted();
          const subject = nameObject(action, this.#options);
          failed.add(subject);
          failedActions.add(subject);
          if (action.type === "publishBundle") {
            unwritable.add(action.bundle);
          }
          this.#problems.raiseFailure(subject, error);
        });
      }
    }
  }

  #plan(snapshot: Snapshot, failed: Set<string>, unwritable: Set<string>): readonly Action[] {
    const { namespace, webhookConfiguration } = this.#options;
    if (webhookConfiguration !== undefined && snapshot.webhookConfiguration === undefined) {
      const subject = `MutatingWebhookConfiguration ${webhookConfiguration}`;
      failed.add(subject);
      this.#problems.raiseMissing(subject);
    }
    for (const foreign of snapshot.foreign) {
      failed.add(`${foreign.kind} ${namespace}/${foreign.name}`);
      this.#problems.raiseForeign(namespace, foreign);
      if (foreign.role === "bundle") {
        unwritable.add(bundleNames.configMap);
      }
    }
    return snapshot.foreign.some(({ role }) => role === "authorities")
      ? []
      : planCertificates(snapshot.state, Date.now(), this.#lifetimes, unwritable);
  }

  async #apply(action: Action, snapshot: Snapshot): Promise<void> {
    const { apiServer: api, onEvent } = this.#options;
    const target = { api, names: this.#options, lifetimes: this.#lifetimes };
    if (await applyAction(target, action, snapshot, Date.now(), this.#stopped.signal)) {
      onEvent({ level: "info", ...describeResult(action, nameObject(action, this.#options)) });
    } else {
      await this.#sleep(Math.random() * this.#pace.retryMs);
    }
  }

  /** Shows clients the certificate of the Secret, if it is another one and valid. */
  #show({ certificates }: Snapshot): void {
    const next = certificates.get(this.#options.servingSecret);
    if (next === undefined || next.certificate === this.#current?.certificate) {
      return;
    }
    if (!isValidAt({ notBefore: 0, notAfter: Number(next.expiresAt) }, Date.now())) {
      return;
    }
    this.#current = next;
    this.#options.onEvent({
      level: "info",
      code: "certificate_in_use",
      message: `The certificate of Secret ${this.#options.namespace}/${this.#options.servingSecret} is in use. It is valid until ${next.expiresAt.toISOString()}.`,
    });
    for (const listener of this.#listeners) {
      listener(next);
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    const { signal } = this.#stopped;
    await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => {});
  }
}
