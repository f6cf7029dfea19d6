import { readFile } from "node:fs/promises";
import { z } from "zod";
import { replaceFile } from "../files/durable-file.ts";
import { parseJson } from "../network/parse-json.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";

/** Clocks may differ, or be set; a file from further ahead has a time that says nothing of its age. */
const maxAheadMs = 60_000;

/** Whose keys are kept, and where they come from. */
export interface KeySetOrigin {
  /** The issuer, as tokens have it in `iss`. */
  readonly issuer: string;
  /** The configured address: the key set's, or the discovery document's. */
  readonly url: string;
}

/** A key set and its age. */
export interface DatedKeySet {
  readonly keySet: KeySet;
  /** When it was asked for, in milliseconds since 1970. */
  readonly fetchedAt: number;
}

/** A file that keeps an issuer's last good keys over a restart. */
export interface KeptKeySet {
  /**
   * @param now - in milliseconds since 1970
   * @returns `undefined` where nothing was kept yet
   * @throws Error where the file can't be read, or isn't one of this issuer's; the message is for operators
   */
  read(now: number): Promise<DatedKeySet | undefined>;
  /** @throws Error where the file can't be written; the message is for operators */
  write(kept: DatedKeySet): Promise<void>;
}

const contentSchema = z.object({
  issuer: z.string(),
  url: z.string(),
  fetchedAt: z.iso.datetime(),
  keySet: z.looseObject({}),
});

/**
 * Keeps an issuer's keys in a file, mode 0600. Whoever may write it may make keys; it holds no secret.
 *
 * @param path - in a directory that exists, and for this origin alone
 */
export function createKeptKeySet(path: string, { issuer, url }: KeySetOrigin): KeptKeySet {
  return {
    async read(now) {
      const content = await readIfThere(path);
      if (content === undefined) {
        return undefined;
      }
      const { data } = contentSchema.safeParse(parseJson(content));
      if (data === undefined) {
        throw new Error(`${path} does not hold keys that were kept here.`);
      }
      if (data.issuer !== issuer || data.url !== url) {
        throw new Error(`${path} holds the keys of ${data.issuer} from ${data.url}.`);
      }
      const fetchedAt = Date.parse(data.fetchedAt);
      if (fetchedAt > now + maxAheadMs) {
        throw new Error(`${path} holds keys from the future, ${data.fetchedAt}.`);
      }
      return { keySet: parseKeySet(Buffer.from(JSON.stringify(data.keySet)), path), fetchedAt };
    },
    async write({ keySet, fetchedAt }) {
      const content = { issuer, url, fetchedAt: new Date(fetchedAt).toISOString(), keySet: keySet.jwks() };
      try {
        await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
      } catch (cause) {
        throw new Error(`${path} can't be written${codeOf(cause)}.`, { cause });
      }
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      return undefined;
    }
    throw new Error(`${path} can't be read${codeOf(cause)}.`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? ` (${error.code})` : "";
}
