/**
 * A development cluster: an issuer of service-account tokens for tests and local work, without Kubernetes.
 *
 * @packageDocumentation
 */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startTokenFile, type TokenFile } from "../files/token-file.ts";
import { createIssuerListener } from "./issuer-listener.ts";
import {
  createClaims,
  generateSigningKey,
  lifetimeOf,
  type ServiceAccountTokenRequest,
  type SigningAlgorithm,
  type SigningKey,
  signToken,
} from "./service-account-token.ts";

export type { ServiceAccountTokenRequest, SigningAlgorithm } from "./service-account-token.ts";

/** Options of {@link startDevCluster}. */
export interface DevClusterOptions {
  /** The port on 127.0.0.1; by default any free port. */
  readonly port?: number;
}

/** A running development cluster. */
export interface DevCluster {
  /** The URL of the issuer, as in the tokens' `iss` claim: `http://127.0.0.1:PORT`. */
  readonly issuer: string;
  /** Creates a projected service-account token. Whether the pod exists is not checked. */
  mintToken(request: ServiceAccountTokenRequest): Promise<string>;
  /**
   * Writes a token to a file, mode 0600, and renews it after 80 % of its lifetime, as the kubelet does.
   *
   * @param path - in an existing directory; the file is removed when the cluster stops
   * @throws Error if the file cannot be written
   */
  projectToken(path: string, request: ServiceAccountTokenRequest): Promise<void>;
  /** Replaces all keys. Those of earlier tokens are no longer published. */
  rotateKeys(): Promise<void>;
  /** Stops the issuer and the renewal of token files, and removes the files. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster without machines: an issuer with new keys that publishes and signs as Kubernetes does. Use it only for
 * development and tests, because its user can create any pod's token.
 *
 * @throws Error if it cannot listen on the port
 */
export async function startDevCluster({ port = 0 }: DevClusterOptions = {}): Promise<DevCluster> {
  let keys = await generateKeys();
  const server = createServer();
  const issuer = await listen(server, port);
  server.on(
    "request",
    createIssuerListener(issuer, () => Object.values(keys)),
  );
  const tokenFiles: TokenFile[] = [];

  function mintToken(request: ServiceAccountTokenRequest): Promise<string> {
    const issuedAt = Math.floor(Date.now() / 1000);
    return signToken(createClaims(issuer, request, issuedAt), keys[request.algorithm ?? "RS256"]);
  }

  return {
    issuer,
    mintToken,
    async projectToken(path, request) {
      const mint = async () => ({ token: await mintToken(request), lifetimeSeconds: lifetimeOf(request) });
      tokenFiles.push(await startTokenFile(path, mint, (error) => warn(path, error)));
    },
    async rotateKeys() {
      keys = await generateKeys();
    },
    async stop() {
      await Promise.all(tokenFiles.map((file) => file.stop()));
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function generateKeys(): Promise<Readonly<Record<SigningAlgorithm, SigningKey>>> {
  const [RS256, ES256] = await Promise.all([generateSigningKey("RS256"), generateSigningKey("ES256")]);
  return { RS256, ES256 };
}

/** Only on loopback: its keys sign any token that this process asks for. */
async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function warn(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The token file ${path} could not be renewed: ${reason}`);
}
