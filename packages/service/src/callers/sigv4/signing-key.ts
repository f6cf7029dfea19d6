import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** The service in the scope of a signature. */
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
  readonly #region: string;
  /** By date, the oldest first. */
  readonly #cached = new Map<string, KeyObject>();

  constructor(secretAccessKey: string, region: string) {
    this.#secret = createSecretKey(`AWS4${secretAccessKey}`, "utf8");
    this.#region = region;
  }

  /** Returns the key of a day. @param date - UTC: `20261130` */
  get(date: string): KeyObject {
    return this.#cached.get(date) ?? this.#derive(date);
  }

  #derive(date: string): KeyObject {
    let key = this.#secret;
    for (const part of [date, this.#region, signingService, "aws4_request"]) {
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
