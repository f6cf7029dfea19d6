import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { expectSoon } from "@eks-auth/test-kit/clocks";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach } from "vitest";
import type { SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys, type IssuerKeysOptions } from "../../src/keys/issuer-keys.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { now, sharedKeys, sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

export const discovery = "/.well-known/openid-configuration";
export const keySet = "/openid/v1/jwks";
/** The listener of an issuer that is down. */
export const down: RequestListener = (request) => request.socket.destroy();

/** An issuer with a clock, a folder for cached keys, and the log events of the key sources. New for each test. */
export interface IssuerSetup {
  issuer: TestIssuer;
  folder: TempFolder;
  cacheFile: string;
  /** The time in seconds since 1970. */
  now: number;
  events: LogEvent[];
  /** Returns the content of the cache file when it has keys. */
  readCache(): Promise<string>;
  /** The discovery document, with changes. */
  discover(changes?: Record<string, unknown>): string;
  /** Signs a new token, with the issuer's RSA key by default. */
  mint(key?: SigningKey, headers?: Record<string, unknown>): Promise<string>;
  /** Creates a key source with an empty cache. It verifies tokens, and rejects with the error of those that fail. */
  createVerifier(options?: IssuerKeysOptions): (token: string) => Promise<unknown>;
  /** Creates a key source with an empty cache. It verifies a new token of a key: "accepted", or the error's name. */
  startService(options?: IssuerKeysOptions): (key?: SigningKey) => Promise<string>;
}

export function useIssuer(): IssuerSetup {
  const setup = {
    async readCache() {
      await expectSoon(() => readFile(setup.cacheFile, "utf8").catch(() => "")).toContain('"keys"');
      return readFile(setup.cacheFile, "utf8");
    },
    discover(changes) {
      const { issuer } = setup.issuer;
      return JSON.stringify({ issuer, jwks_uri: `${issuer}${keySet}`, ...changes });
    },
    mint: (key = setup.issuer.rsa, headers) => sign(setup.issuer.claims({}, setup.now), key, headers),
    createVerifier(options) {
      const clock = () => new Date(setup.now * 1000);
      const { issuer } = setup.issuer;
      const keys = createIssuerKeys(issuer, {
        now: clock,
        onLogEvent: (event) => setup.events.push(event),
        ...options,
      });
      return (token) => verifyToken(token, { issuer, keys }, clock());
    },
    startService(options) {
      const verify = setup.createVerifier(options);
      return async (key) =>
        verify(await setup.mint(key)).then(
          () => "accepted",
          (error: Error) => error.name,
        );
    },
  } as IssuerSetup;

  beforeEach(async () => {
    setup.now = now;
    setup.events = [];
    setup.issuer = await startTestIssuer(sharedKeys);
    setup.folder = await makeTempFolder("eks-auth-keys");
    setup.cacheFile = setup.folder.resolve("dev.json");
  });
  afterEach(async () => {
    await setup.issuer.stop();
    await setup.folder.remove();
  });
  return setup;
}
