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
  generateSigningKey,
  lifetimeOf,
  type ServiceAccountTokenRequest,
  type SigningAlgorithm,
  type SigningKey,
  signToken,
  writeClaims,
} from "./service-account-token.ts";

export type { ServiceAccountTokenRequest, SigningAlgorithm } from "./service-account-token.ts";

/** How to start a development cluster. */
export interface DevClusterOptions {
  /** The port to listen on, on 127.0.0.1; any that is free where it is left out. */
  readonly port?: number;
}

/** A running development cluster. */
export interface DevCluster {
  /** The URL of its issuer, `http://127.0.0.1:PORT`, as its tokens have it in `iss`. */
  readonly issuer: string;
  /** Makes a projected service-account token. Nobody is asked whether its pod exists. */
  mintToken(request: ServiceAccountTokenRequest): Promise<string>;
  /**
   * Keeps a token in a file, mode 0600, as the kubelet does: replaced at once when 80 % of its lifetime are over.
   *
   * @param path - in a directory that exists; the file is removed when the cluster stops
   * @throws Error where the file can't be written
   */
  projectToken(path: string, request: ServiceAccountTokenRequest): Promise<void>;
  /** Replaces all keys: those of earlier tokens are published no more. */
  rotateKeys(): Promise<void>;
  /** Ends the issuer and the renewal of token files, and removes these. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster that has no machines: an issuer with keys of its own, made now, that publishes and signs as
 * Kubernetes does. For development and tests alone; whoever holds it can make any pod's token.
 *
 * @throws Error where the port can't be listened on
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
    return signToken(writeClaims(issuer, request, issuedAt), keys[request.algorithm ?? "RS256"]);
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

/** On loopback alone: its keys are made for anyone who asks in this process. */
async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function warn(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The token file ${path} could not be renewed: ${reason}`);
}
