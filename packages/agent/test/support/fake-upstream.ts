import { type PodCredentials, type Upstream, UpstreamError } from "../../src/index.ts";

/**
 * The EKS Auth API in this process, without HTTP. For tests with a fake clock, and for calls that wait: no time limit ends
 * them, however slow the machine is.
 */
export class FakeUpstream implements Upstream {
  /** Each call: its time in milliseconds since 1970, and its input. */
  readonly calls: { readonly at: number; readonly clusterName: string; readonly token: string }[] = [];
  lifetimeSeconds = 3_600;
  /** The error of every call, if any. */
  failure: Error | undefined;
  /** The error of calls with a token, if any; by default {@link failure}. */
  failureOf: (token: string) => Error | undefined = () => this.failure;
  #pause: Promise<void> | undefined;

  /** Makes every call wait, from now on. @returns lets the calls continue */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#pause = promise;
    return resolve;
  }

  async checkConfiguration(): Promise<void> {}
  async checkCallerCredentials(): Promise<void> {}

  async assumeRole(clusterName: string, token: string): Promise<PodCredentials> {
    this.calls.push({ at: Date.now(), clusterName, token });
    const number = this.calls.length;
    await this.#pause;
    const failure = this.failureOf(token);
    if (failure !== undefined) {
      throw failure;
    }
    return {
      accessKeyId: accessKeyId(number),
      secretAccessKey: "canary-secret-access-key",
      sessionToken: "canary-session-token",
      expiration: new Date(Date.now() + this.lifetimeSeconds * 1000),
      accountId: "444455556666",
      associationId: "a-abcdefghijklmnopq",
      requestId: `request-${number}`,
    };
  }

  close(): void {}
}

/** The access key ID of the credentials that a call returns, by the call's number from 1. */
export function accessKeyId(call: number): string {
  return `ASIA${String(call).padStart(16, "0")}`;
}

export function apiError(code: string, status: number, dropsCredentials: boolean): UpstreamError {
  return new UpstreamError("api_error", "It failed.", { response: { status, code }, dropsCredentials });
}

export const outage: UpstreamError = apiError("ServiceUnavailableException", 503, false);
