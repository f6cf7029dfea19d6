import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { chmod } from "node:fs/promises";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import type { JWK } from "jose";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { ControlledIssuer, createClaims, createKey } from "../src/controlled-issuer.ts";
import type { GoodRequest } from "../src/good-client.ts";
import { replaceFile } from "../src/replace-file.ts";
import { send, sendMany } from "../src/send.ts";
import { clusterFor, credentialsRequest, pod, startAgent, startService } from "../src/target.ts";

/** Starts a service with a second cluster, `other`. */
async function startWithOther(other: ControlledIssuer, top = "") {
  const service = await startService({ top, clusters: clusterFor("other", other.issuer) });
  return Object.assign(service, {
    other,
    requestForOther(token: string): GoodRequest {
      const request = service.requestFor(token);
      return { ...request, url: request.url.replace("/edge/", "/other/") };
    },
  });
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

attack(
  "serve: tokens with unknown key IDs while the issuer adds a key",
  startService,
  async (target, client) => {
    const { issuer, requestFor } = target;
    const anonymous = await createKey();
    const sendAnonymous = async () =>
      (await send(requestFor(await anonymous.sign(createClaims(issuer.issuer, pod))))).status;
    expect(await sendAnonymous()).toBe(503);
    const added = await createKey();
    issuer.keys = [...issuer.keys, added];
    const request = requestFor(await added.sign(createClaims(issuer.issuer, pod)));
    const first = await send(request);
    expect([first.status, first.headers["x-eks-auth-reason"]]).toEqual([503, "unknown_key"]);
    if (!isShort) {
      // The next fetch runs 30 s after the last one, however many unknown key IDs come in between.
      const sendBoth = async (): Promise<number> => {
        await sendAnonymous();
        return (await send(request)).status;
      };
      await expect.poll(sendBoth, { timeout: 60_000, interval: 1_000 }).toBe(200);
    }
    await client.waitForRequests(20);
  },
);

attack("serve: 1,000 tokens with different unknown key IDs", startService, async (target, client) => {
  const { issuer, requestFor } = target;
  const fetchesBefore = issuer.requests;
  const payload = base64(createClaims(issuer.issuer, pod));
  const tokens = Array.from(
    { length: 1_000 },
    () => `${base64({ alg: "RS256", kid: randomUUID() })}.${payload}.c2lnbmF0dXJl`,
  );
  expect(await sendMany(tokens.map(requestFor))).toEqual({ 503: 1_000 });
  // A fetch takes two requests: for the discovery document and for the keys.
  expect(issuer.requests - fetchesBefore).toBeLessThanOrEqual(4);
  await client.waitForRequests(10);
});

attack(
  "serve: a token forged for an RSA key with exponent 1",
  async () => {
    const { n } = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
    const publicJwk = { kty: "RSA", n, e: "AQ", kid: "weak", alg: "RS256" } as JWK;
    const other = await ControlledIssuer.start();
    other.keys = [...other.keys, { publicJwk }];
    return startWithOther(other);
  },
  async ({ other, requestForOther }, client) => {
    const input = `${base64({ alg: "RS256", kid: "weak" })}.${base64(createClaims(other.issuer, pod))}`;
    const forged = await send(requestForOther(`${input}.${padDigest(input)}`));
    expect(forged.status).not.toBe(200);
    expect((await send(requestForOther(await other.mintToken(pod)))).status).toBe(200);
    await client.waitForRequests(20);
  },
);

/**
 * Pads a text's digest as RS256 does. With the exponent 1, it is the signature.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8017#section-9.2
 */
function padDigest(input: string): string {
  const sha256 = Buffer.from("3031300d060960864801650304020105000420", "hex");
  const digest = createHash("sha256").update(input).digest();
  const padding = Buffer.alloc(256 - 3 - sha256.length - digest.length, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), sha256, digest]).toString(
    "base64url",
  );
}

attack(
  "serve: the issuer of another cluster publishes 1,300 keys",
  async () => {
    const many = await Promise.all(Array.from({ length: 10 }, () => createKey(undefined, "ES256")));
    const other = await ControlledIssuer.start();
    const added = Array.from({ length: 1_300 }, (_, index) => ({
      publicJwk: { ...many[index % many.length]?.publicJwk, kid: `key-${index}` },
    }));
    other.keys = [...other.keys, ...added];
    return startWithOther(other);
  },
  async ({ other, requestForOther }, client) => {
    await send(requestForOther(await other.mintToken(pod)));
    await client.waitForRequests(20);
  },
);

attack(
  "serve: a planted key file in the state directory while the issuer is down",
  async () => {
    const state = await makeTempFolder("eks-auth-attacks-state");
    const other = await ControlledIssuer.start();
    const top = `stateDirectory: ${state.path}\n`;
    {
      await using first = await startWithOther(other, top);
      expect((await send(first.requestForOther(await other.mintToken(pod)))).status).toBe(200);
      await expect.poll(() => state.list()).not.toEqual([]);
    }
    other.answer = (_request, response) => response.writeHead(500).end();
    const planted = await createKey();
    for (const name of await state.list()) {
      const content = JSON.parse(await state.read(name));
      if (content.issuer === other.issuer) {
        await state.write(name, JSON.stringify({ ...content, keySet: { keys: [planted.publicJwk] } }));
        await chmod(state.resolve(name), 0o666);
      }
    }
    return Object.assign(await startWithOther(other, top), { planted });
  },
  async ({ other, planted, requestForOther }, client) => {
    const token = await planted.sign(createClaims(other.issuer, pod));
    expect((await send(requestForOther(token))).status).toBe(503);
    await client.waitForRequests(20);
  },
);

attack(
  "agent with --issuer: a verified token after its key was withdrawn",
  async () => {
    const withdrawn = await createKey();
    const target = await startAgent(async ({ issuer, folder }) => {
      issuer.keys = [issuer.keys[0], withdrawn];
      await folder.write("jwks.json", writeKeySet(issuer));
      return ["--issuer", issuer.issuer, "--keys-file", folder.resolve("jwks.json")];
    });
    return Object.assign(target, { withdrawn });
  },
  async ({ service, url, withdrawn }, client) => {
    const { issuer, folder } = service;
    const claims = createClaims(issuer.issuer, { ...pod, pod: { name: "cart-1" } });
    const request = credentialsRequest(url, await withdrawn.sign(claims));
    const sendAgain = async () => (await send(request)).status;
    expect(await sendAgain()).toBe(200);
    issuer.keys = [issuer.keys[0]];
    await replaceFile(folder, "jwks.json", writeKeySet(issuer));
    await expect.poll(sendAgain, { timeout: 60_000, interval: 200 }).not.toBe(200);
    await client.waitForRequests(10);
  },
);

function writeKeySet({ keys }: ControlledIssuer): string {
  return JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });
}
