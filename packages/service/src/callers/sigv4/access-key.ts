import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { AuthenticatedCaller } from "../caller-method.ts";
import { SigningKeys, type SigningScope } from "./signing-key.ts";

/** An access key as its file has it. Only {@link AccessKey} and the file's reader use it. */
export interface AccessKeySecrets {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** An access key of a caller. It can be printed: its secrets are private. */
export class AccessKey {
  readonly id: string;
  readonly caller: AuthenticatedCaller;
  readonly signingKeys: SigningKeys;
  /** A digest has the same length for each token, so that a comparison takes the same time. */
  readonly #sessionToken: Buffer | undefined;

  constructor(secrets: AccessKeySecrets, scope: SigningScope, caller: AuthenticatedCaller) {
    this.id = secrets.accessKeyId;
    this.caller = caller;
    this.signingKeys = new SigningKeys(secrets.secretAccessKey, scope);
    this.#sessionToken = digest(secrets.sessionToken);
  }

  /** Whether a request's session token is that of the key; if the key has none, the request must have none. */
  hasSessionToken(sessionToken: string | undefined): boolean {
    const sent = digest(sessionToken);
    return this.#sessionToken === undefined || sent === undefined
      ? this.#sessionToken === sent
      : timingSafeEqual(this.#sessionToken, sent);
  }
}

/** Creates a key that no one has. A request with an unknown access key is verified with it, for the same time. */
export function createUnknownSigningKeys(scope: SigningScope): SigningKeys {
  return new SigningKeys(randomBytes(30).toString("base64"), scope);
}

function digest(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : createHash("sha256").update(text).digest();
}
