import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** What requests must be signed for. */
export interface SigningScope {
  readonly region: string;
  /** The service in the scope of a signature; by default {@link signingService}. */
  readonly service?: string | undefined;
}

/** The service that requests of the EKS Auth API are signed for. */
export const signingService = "eks-auth";

/** A signature's date is at most 5 min away from now, so the dates of two days can be valid. */
const maxCached = 2;

/**
 * The keys that an access key signs with, one for each day. They are derived once, and neither they nor the secret can be
 * printed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 */
export class SigningKeys {
  readonly #secret: KeyObject;
  readonly #scope: readonly string[];
  /** By date, the oldest first. */
  readonly #cached = new Map<string, KeyObject>();

  constructor(secretAccessKey: string, { region, service = signingService }: SigningScope) {
    this.#secret = createSecretKey(`AWS4${secretAccessKey}`, "utf8");
    this.#scope = [region, service, "aws4_request"];
  }

  /** Returns the key of a day. @param date - UTC: `20261130` */
  get(date: string): KeyObject {
    return this.#cached.get(date) ?? this.#derive(date);
  }

  #derive(date: string): KeyObject {
    let key = this.#secret;
    for (const part of [date, ...this.#scope]) {
      key = createSecretKey(createHmac("sha256", key).update(part).digest());
    }
    this.#cached.set(date, key);
    for (const oldest of this.#cached.keys()) {
      if (this.#cached.size <= maxCached) {
        break;
      }
      this.#cached.delete(oldest);
    }
    return key;
  }
}
