import { type PodCredentials, type Upstream, UpstreamError } from "../../src/index.ts";

/**
 * Stands in for the EKS Auth API in this process: where the tests' time is not the machine's, nothing comes over HTTP.
 */
export class ApiStandIn implements Upstream {
  /** When it was called, in milliseconds since 1970, and with which token. */
  readonly calls: { readonly at: number; readonly token: string }[] = [];
  /** How long credentials live, in seconds. */
  lifetimeSeconds = 3_600;
  /** What a call fails with, where it does. */
  failure: Error | undefined;
  /** What calls with a certain token fail with. */
  readonly failures: Map<string, Error> = new Map();
  /** What a call waits for. */
  pause: Promise<void> | undefined;

  async checkConfiguration(): Promise<void> {}
  async checkSigningCredentials(): Promise<void> {}

  async assumeRole(_clusterName: string, token: string): Promise<PodCredentials> {
    this.calls.push({ at: Date.now(), token });
    await this.pause;
    const failure = this.failures.get(token) ?? this.failure;
    if (failure !== undefined) {
      throw failure;
    }
    return {
      accessKeyId: `ASIA${String(this.calls.length).padStart(16, "0")}`,
      secretAccessKey: "secret",
      sessionToken: "session",
      expiration: new Date(Date.now() + this.lifetimeSeconds * 1000),
      accountId: "444455556666",
      associationId: "a-abcdefghijklmnopq",
      requestId: undefined,
    };
  }

  close(): void {}
}

/** Makes what a call fails with. */
export function failure(code: string, status: number, dropsCredentials: boolean): UpstreamError {
  return new UpstreamError({ status, code, message: "It failed." }, { dropsCredentials });
}

/** The API can't be had. */
export const outage: UpstreamError = failure("ServiceUnavailableException", 503, false);
