import { replaceFile } from "../files/durable-file.ts";
import { systemErrorCode } from "../files/file-error.ts";
import { FileAccessError, type FilePermissions, readFile } from "../files/read-file.ts";
import { parseJson } from "../network/parse-json.ts";
import { object, record, string, unknown } from "../validation/index.ts";
import { type DatedKeySet, parseKeySet } from "./key-set.ts";
import { KeyReadError } from "./key-source.ts";
import type { KeyRules } from "./public-key.ts";

/** Clocks can differ or be set. A time further ahead than this says nothing about the age of the keys. */
const maxAheadMs = 60_000;

/** The issuer of persisted keys, and the URL that they come from. */
interface KeySetOrigin {
  /** The issuer, as in the tokens' `iss` claim; undefined if it is found together with its keys. */
  readonly issuer: string | undefined;
  /** The URL of the key set if it is known, else of the discovery document. */
  readonly url: string;
}

/** A file that keeps an issuer's last good keys across a restart. */
export interface PersistedKeySet {
  /**
   * @param now - in milliseconds since 1970
   * @returns undefined if the file does not exist
   * @throws FileAccessError if the file cannot be read or must not be trusted
   * @throws KeyReadError if it does not hold keys of this issuer
   */
  read(now: number): Promise<DatedKeySet | undefined>;
  /** @throws Error if the file cannot be written; the message is for operators */
  write(keys: DatedKeySet): Promise<void>;
}

const contentSchema = object({
  issuer: string(),
  url: string(),
  fetchedAt: string(undefined, { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ }).refine(
    (time) => !Number.isNaN(Date.parse(time)),
    "must be a time",
  ),
  keySet: record(unknown()),
});

/**
 * Creates the file of an issuer's keys, mode 0600. It holds no secret, but anyone who can write it can create keys. So it is
 * only read if root or this process's user owns it, and no one else can write it.
 *
 * @param path - in an existing directory, and used only for this origin
 */
export function createPersistedKeySet(
  path: string,
  { issuer, url }: KeySetOrigin,
  rules: KeyRules & FilePermissions = {},
): PersistedKeySet {
  return {
    async read(now) {
      const content = await readIfExists(path, rules);
      if (content === undefined) {
        return undefined;
      }
      const { value: data } = contentSchema.validate(parseJson(content));
      if (data === undefined) {
        throw new KeyReadError("invalid", `${path} is not a file of saved keys.`);
      }
      if ((issuer !== undefined && data.issuer !== issuer) || data.url !== url) {
        throw new KeyReadError("invalid", `${path} holds the keys of ${data.issuer} from ${data.url}.`);
      }
      const fetchedAt = Date.parse(data.fetchedAt);
      if (fetchedAt > now + maxAheadMs) {
        throw new KeyReadError("invalid", `${path} holds keys from the future, ${data.fetchedAt}.`);
      }
      const found = issuer === undefined ? data.issuer : undefined;
      const keySet = await parseKeySet(Buffer.from(JSON.stringify(data.keySet)), path, rules, found);
      return { keySet, fetchedAt };
    },
    async write({ keySet, fetchedAt }) {
      const keys = keySet.usable.map(({ jwk }) => jwk);
      const origin = { issuer: issuer ?? keySet.issuer, url };
      const content = { ...origin, fetchedAt: new Date(fetchedAt).toISOString(), keySet: { keys } };
      try {
        await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
      } catch (cause) {
        const message = `${path} can't be written${formatCode(cause)}.`;
        throw cause instanceof FileAccessError ? cause : new Error(message, { cause });
      }
    },
  };
}

async function readIfExists(path: string, permissions?: FilePermissions): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path, "savedKeySet", permissions);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function formatCode(error: unknown): string {
  const code = systemErrorCode(error);
  return code === undefined ? "" : ` (${code})`;
}
