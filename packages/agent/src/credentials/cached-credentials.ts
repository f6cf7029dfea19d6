import type { PodToken } from "../token/pod-token.ts";
import type { PodCredentials } from "../upstream/upstream.ts";

/** Credentials that end sooner aren't given out. */
const marginMs = 15_000;
/** Credentials are renewed when this share of their life is over, so that a pod never gets those that soon end ... */
const renewAtShare = 2 / 3;
/** ... and after so long at the latest, because an association may have changed ... */
const renewAfterAtMostMs = 3 * 60 * 60 * 1000;
/** ... and sooner by up to this share, so that those of pods that started together don't come due together. */
const jitterShare = 0.1;
/** A renewal that failed is tried again after once or twice this time. */
const retryAfterMs = 60_000;

/** A pod's credentials as the agent keeps them: those that it was given last. */
export class HeldCredentials {
  #body: string;
  #expiresAt: number;
  #renewAt: number;
  #token: PodToken;
  /** Since the last renewal began; while one is under way, since the one before. */
  #asked = true;
  #askedMeanwhile = false;

  /**
   * @param token - what they were got with, by the pod's asking
   * @param now - in milliseconds since 1970
   */
  constructor(credentials: PodCredentials, token: PodToken, now: number) {
    this.#body = writeCredentials(credentials);
    this.#expiresAt = credentials.expiration.getTime();
    this.#renewAt = renewalTimeOf(credentials, now);
    this.#token = token;
  }

  /** What the pod is answered with: JSON. */
  get body(): string {
    return this.#body;
  }

  /** When they end, in milliseconds since 1970. */
  get expiresAt(): number {
    return this.#expiresAt;
  }

  /** The token that they are renewed with: the pod's newest. */
  get token(): PodToken {
    return this.#token;
  }

  /** Whether they may be given out. */
  isUsable(now: number): boolean {
    return isUsable(this.#expiresAt, now);
  }

  /** Whether to renew them now: it is time, and the pod has asked since the last time, and its token still holds. */
  isDue(now: number): boolean {
    return this.#asked && now >= this.#renewAt && now < this.#token.expiresAt;
  }

  /**
   * Whether to renew them before they are given out: it was time, and nobody did, because the pod hadn't asked or its
   * token had ended. They might end at once.
   *
   * @param token - the pod asks with; a renewal with one that has ended would have the pod refused
   */
  isOverdue(token: PodToken, now: number): boolean {
    const isLeftOut = !this.#asked || now >= this.#token.expiresAt;
    return isLeftOut && now >= this.#renewAt && now < token.expiresAt;
  }

  /** Notes that the pod has asked, and is given them. */
  ask(token: PodToken): void {
    this.#asked = true;
    this.#askedMeanwhile = true;
    this.learn(token);
  }

  /** Takes a token of the pod's for renewals, if it is the newest. */
  learn(token: PodToken): void {
    if (token.expiresAt > this.#token.expiresAt) {
      this.#token = token;
    }
  }

  /** Notes that a renewal begins: the next one wants the pod to ask once more. */
  beginRenewal(): void {
    this.#askedMeanwhile = false;
  }

  /** Puts what a renewal brought in their place. */
  renew(credentials: PodCredentials, now: number): void {
    this.#asked = this.#askedMeanwhile;
    this.#body = writeCredentials(credentials);
    this.#expiresAt = credentials.expiration.getTime();
    this.#renewAt = renewalTimeOf(credentials, now);
  }

  /** Notes that the renewal failed, and will be tried again. */
  postponeRenewal(now: number): void {
    this.#asked = true;
    this.#renewAt = now + retryAfterMs * (1 + Math.random());
  }
}

/**
 * Tells whether credentials may be given out.
 *
 * @param expiresAt - in milliseconds since 1970, as is `now`
 */
export function isUsable(expiresAt: number, now: number): boolean {
  return now < expiresAt - marginMs;
}

function renewalTimeOf({ expiration }: PodCredentials, now: number): number {
  const renewAfterMs = Math.min((expiration.getTime() - now) * renewAtShare, renewAfterAtMostMs);
  return now + renewAfterMs * (1 - Math.random() * jitterShare);
}

/**
 * Writes credentials as AWS SDKs read them from a container's endpoint.
 *
 * @returns JSON, of ASCII alone
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
function writeCredentials(credentials: PodCredentials): string {
  const json = JSON.stringify({
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    AccountId: credentials.accountId,
    // RFC 3339 without a fraction, as AWS's own agent writes it: what every parser takes.
    Expiration: credentials.expiration.toISOString().replace(/\.\d{3}Z$/, "Z"),
  });
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
