import type { RequestListener } from "node:http";
import type { SigningKey } from "./service-account-token.ts";

/**
 * Creates a listener that serves the discovery document and the key set, as a Kubernetes API server does for its
 * service-account issuer.
 *
 * @param issuer - the listener's own URL
 * @param keys - returns the keys to publish; called for each request
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/routes/openidmetadata.go
 */
export function createIssuerListener(issuer: string, keys: () => readonly SigningKey[]): RequestListener {
  const documents: Readonly<Record<string, () => { type: string; content: unknown }>> = {
    "/.well-known/openid-configuration": () => ({
      type: "application/json",
      content: {
        issuer,
        jwks_uri: `${issuer}/openid/v1/jwks`,
        response_types_supported: ["id_token"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: keys().map(({ algorithm }) => algorithm),
      },
    }),
    "/openid/v1/jwks": () => ({
      type: "application/jwk-set+json",
      content: { keys: keys().map(({ publicJwk }) => publicJwk) },
    }),
  };
  return (request, response) => {
    const path = request.url ?? "/";
    const document = Object.hasOwn(documents, path) ? documents[path]?.() : undefined;
    if (document === undefined) {
      response.writeHead(404).end();
    } else if (request.method !== "GET") {
      response.writeHead(405, { allow: "GET" }).end();
    } else if (!accepts(request.headers.accept ?? "*/*", document.type)) {
      response.writeHead(406).end();
    } else {
      response
        .writeHead(200, { "content-type": document.type, "cache-control": "public, max-age=3600" })
        .end(JSON.stringify(document.content));
    }
  };
}

/** As strict as the API server, so that a client that works here also works there. */
function accepts(header: string, type: string): boolean {
  return header
    .split(",")
    .map((range) => range.split(";", 1)[0]?.trim())
    .some((range) => range === type || range === "*/*");
}
