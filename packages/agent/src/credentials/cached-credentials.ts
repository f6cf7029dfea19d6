import type { PodToken } from "../token/pod-token.ts";
import type { PodCredentials } from "../upstream/upstream.ts";
import { chooseRenewalTime, chooseRetryTime } from "./renewals.ts";

/** Credentials with less time left are not given out. */
const marginMs = 15_000;

/** One pod's credentials in memory, with the state of their renewal. */
export class CachedCredentials {
  #body: string;
  #expiresAt: number;
  #renewAt: number;
  #token: PodToken;
  /** Whether the pod has asked since the last renewal started; during a renewal, since the one before it. */
  #isTouched = true;
  #isTouchedDuringRenewal = false;

  /**
   * @param token - the token of the pod's request
   * @param now - in milliseconds since 1970
   */
  constructor(credentials: PodCredentials, token: PodToken, now: number) {
    this.#body = writeBody(credentials);
    this.#expiresAt = credentials.expiration.getTime();
    this.#renewAt = chooseRenewalTime(this.#expiresAt, now);
    this.#token = token;
  }

  /** The body of the response to the pod: JSON. */
  get body(): string {
    return this.#body;
  }

  /** In milliseconds since 1970. */
  get expiresAt(): number {
    return this.#expiresAt;
  }

  /** The token for renewals: of all that the pod has sent, the one that expires last. */
  get token(): PodToken {
    return this.#token;
  }

  /** Whether the credentials can be given out. */
  isValid(now: number): boolean {
    return isValid(this.#expiresAt, now);
  }

  /** Whether to renew the credentials now: it is time, the pod has asked since the last renewal, and its token is valid. */
  isDue(now: number): boolean {
    return this.#isTouched && now >= this.#renewAt && now < this.#token.expiresAt;
  }

  /**
   * Whether to renew the credentials before they are given out. That is so if their renewal was skipped because the pod had
   * not asked or its token had expired. They could expire soon.
   *
   * @param token - the token of the request; if it has expired, the API would reject the renewal
   */
  isOverdue(token: PodToken, now: number): boolean {
    const wasSkipped = !this.#isTouched || now >= this.#token.expiresAt;
    return wasSkipped && now >= this.#renewAt && now < token.expiresAt;
  }

  /** Notes that the pod has asked, and gets these credentials. */
  touch(token: PodToken): void {
    this.#isTouched = true;
    this.#isTouchedDuringRenewal = true;
    this.updateToken(token);
  }

  /** Uses a token of the pod for renewals if it expires later than the current one. */
  updateToken(token: PodToken): void {
    if (token.expiresAt > this.#token.expiresAt) {
      this.#token = token;
    }
  }

  /** Notes that a renewal starts. For the next one, the pod must ask again. */
  startRenewal(): void {
    this.#isTouchedDuringRenewal = false;
  }

  /** Replaces the credentials by renewed ones. */
  renew(credentials: PodCredentials, now: number): void {
    this.#isTouched = this.#isTouchedDuringRenewal;
    this.#body = writeBody(credentials);
    this.#expiresAt = credentials.expiration.getTime();
    this.#renewAt = chooseRenewalTime(this.#expiresAt, now);
  }

  /** Schedules the next try after a failed renewal. */
  postponeRenewal(now: number): void {
    this.#isTouched = true;
    this.#renewAt = chooseRetryTime(now);
  }
}

/** Whether credentials can be given out. Both times are in milliseconds since 1970. */
export function isValid(expiresAt: number, now: number): boolean {
  return now < expiresAt - marginMs;
}

/**
 * Writes credentials as AWS SDKs read them from a container's endpoint.
 *
 * @returns JSON in ASCII
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
function writeBody(credentials: PodCredentials): string {
  const json = JSON.stringify({
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    AccountId: credentials.accountId,
    // RFC 3339 without a fraction, like the EKS Pod Identity Agent: every parser accepts that.
    Expiration: credentials.expiration.toISOString().replace(/\.\d{3}Z$/, "Z"),
  });
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
