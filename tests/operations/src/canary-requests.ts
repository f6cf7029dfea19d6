import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import type { CanarySite } from "./canary-site.ts";

/** A request, with what is special about it. */
export interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether to show the client certificate. */
  readonly certificate?: boolean;
}

const apiPath = "/clusters/edge/assume-role-for-pod-identity";

/** Sends a request, and keeps the answer, except for the body of one with credentials. */
export async function call(site: CanarySite, url: string, options: Call = {}): Promise<number> {
  const { path = apiPath, method = "POST", headers = {}, body = "", certificate = false } = options;
  const { certificate: cert, privateKey: key } = site.client;
  const tls = url.startsWith("https:")
    ? { ca: site.ca, servername: "server.test", ...(certificate && { cert, key }) }
    : {};
  const send = url.startsWith("https:") ? httpsRequest : httpRequest;
  const contentType = method === "POST" ? { "content-type": "application/json" } : {};
  const sent = send(new URL(path, url), {
    method,
    headers: { ...contentType, ...headers },
    agent: false,
    ...tls,
  });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const received = await text(response);
  site.keep("headers of answers", response.rawHeaders.join("\n"));
  if (response.statusCode !== 200 || method === "GET") {
    site.keep("bodies of answers", received);
  }
  return response.statusCode ?? 0;
}

/** Sends bytes that are no request. */
async function sendBytes(site: CanarySite, url: string, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {});
  socket.end(bytes);
  site.keep("answers to bytes", await text(socket).catch(() => ""));
}

/** The headers of a signed request. */
export async function sign(
  site: CanarySite,
  url: string,
  body: string,
  secretAccessKey: string = site.accessKey.secretAccessKey,
): Promise<Record<string, string>> {
  const { accessKeyId } = site.accessKey;
  const signer = createRequestSigner({ credentials: { accessKeyId, secretAccessKey }, region: "eu-west-1" });
  const { host, hostname, port } = new URL(url);
  const headers = { host, "content-type": "application/json" };
  const signed = await signer.sign({
    method: "POST",
    protocol: "https:",
    hostname,
    port: Number(port),
    path: apiPath,
    headers,
    query: {},
    body,
  } as Parameters<typeof signer.sign>[0]);
  return signed.headers;
}

/** Requests with good, bad and broken tokens. @returns how many were granted */
export async function sendTokens(site: CanarySite, url: string, extra: Call): Promise<number> {
  const good = await site.mintToken();
  const [header, payload] = good.split(".");
  const bodies = [
    good,
    site.addToken("forged token", `${header}.${payload}.${"Zm9yZ2VkIHNpZ25hdHVyZQ".repeat(8)}`),
    await site.mintToken({ audience: "https://other.example.org" }),
    await site.mintToken({ lifetimeSeconds: 172_800 }),
    await site.mintToken({ serviceAccount: "without-role" }),
    await site.mintToken({ node: "other-node" }),
    await site.mintToken({ serviceAccount: "denied" }),
    site.addToken(
      "token that is no JWT",
      `a.${"bm90IEpTT04gYXQgYWxs".repeat(3)}.${"c2lnbmF0dXJl".repeat(4)}`,
    ),
  ].map((token) => JSON.stringify({ token }));
  const broken = [
    good,
    `{"token":"${good}`,
    `{"token":["${good}"]}`,
    `{"token":"${good}","${good}":1}`,
    JSON.stringify({ token: `${good} ${good}` }),
  ];
  let granted = 0;
  for (const body of [...bodies, ...broken]) {
    granted += (await call(site, url, { ...extra, body })) === 200 ? 1 : 0;
  }
  for (const path of [
    `/clusters/${good}/assume-role-for-pod-identity`,
    `/${good}`,
    `${apiPath}?token=${good}`,
  ]) {
    await call(site, url, { ...extra, path, body: bodies[0] ?? "" });
  }
  for (const name of [
    "host",
    "origin",
    "content-type",
    "accept",
    "authorization",
    "x-eks-auth-caller-token",
    "x-amz-date",
  ]) {
    await call(site, url, { body: bodies[0] ?? "", headers: { [name]: good } });
  }
  await sendBytes(site, url, `POST ${apiPath} HTTP/1.1\r\nhost: a\r\nhost: ${good}\r\n\r\n`);
  await sendBytes(site, url, `${good}\r\n\r\n`);
  return granted;
}
