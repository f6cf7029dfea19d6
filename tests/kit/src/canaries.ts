import { createPrivateKey } from "node:crypto";

/** How many characters of a secret in a row are found. Shorter parts can be there by chance. */
const pieceLength = 16;

/** Secrets that must appear in no output, and the search for them. */
export class Canaries {
  /** Each piece of each form of a secret, with the secret's name. */
  readonly #pieces = new Map<string, string>();

  /**
   * Adds a secret.
   *
   * @param name - says in a failure which one it is
   * @param secret - at least 16 characters
   */
  add(name: string, secret: string): void {
    if (secret.length < pieceLength) {
      throw new Error(`The canary ${name} is too short to be searched for.`);
    }
    const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
    this.#addForms(name, [...forms, ...encode(Buffer.from(secret))]);
  }

  /** Adds the private numbers of all keys in a PEM text. What else is in it is public, or in every key. */
  addPrivateKeys(name: string, pem: string): void {
    for (const [key] of pem.matchAll(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g)) {
      const { d = "" } = createPrivateKey(key).export({ format: "jwk" });
      this.#addForms(name, encode(Buffer.from(d, "base64url")));
    }
  }

  /** The names of the secrets of which a text has 16 characters in a row, as they are or encoded. */
  find(text: string): string[] {
    const found = new Set<string>();
    for (let start = 0; start + pieceLength <= text.length; start++) {
      const name = this.#pieces.get(text.slice(start, start + pieceLength));
      if (name !== undefined) {
        found.add(name);
      }
    }
    return [...found];
  }

  #addForms(name: string, forms: readonly string[]): void {
    for (const form of forms) {
      for (let start = 0; start + pieceLength <= form.length; start++) {
        this.#pieces.set(form.slice(start, start + pieceLength), name);
      }
    }
  }
}

/** Bytes in hex and in base64, also within other bytes. */
function encode(bytes: Buffer): string[] {
  // The base64 of bytes depends on where in a group of three they begin. Its last characters depend on what follows.
  const shifted = [0, 1, 2].map((skipped) => bytes.subarray(skipped));
  return [
    bytes.toString("hex"),
    ...shifted.map((part) => part.toString("base64").replace(/.{0,3}=*$/, "")),
    ...shifted.map((part) => part.toString("base64url").replace(/.{0,3}$/, "")),
  ];
}
