import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import { describe, expect, it } from "vitest";
import { createAuthority, createServerCertificate } from "../../src/certificates/create-certificate.ts";

const name = "eks-auth-serve.eks-auth.svc";
const hour = 3_600_000;
/** Certificates have no milliseconds. */
const now = Math.floor(Date.now() / 1000) * 1000;
const validity = { notBefore: now - hour, notAfter: now + hour };

describe("createAuthority", () => {
  it("creates an authority that signs only certificates of servers", async () => {
    const { certificate, privateKey } = await createAuthority("eks-auth 1", validity);
    const authority = new X509Certificate(certificate);
    expect(authority).toMatchObject({ ca: true, subject: "CN=eks-auth 1", issuer: "CN=eks-auth 1" });
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(authority.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
    expect([Number(authority.validFromDate), Number(authority.validToDate)]).toEqual(Object.values(validity));
    expect(authority.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  });

  it("can expire after 2049, for which X.509 has another form", async () => {
    const { certificate } = await createAuthority("later", { ...validity, notAfter: Date.UTC(2060, 0, 1) });
    expect(Number(new X509Certificate(certificate).validToDate)).toBe(Date.UTC(2060, 0, 1));
  });

  it("never has a negative serial number, or the same one again", async () => {
    const numbers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { certificate } = await createAuthority("eks-auth", validity);
        return new X509Certificate(certificate).serialNumber;
      }),
    );
    expect(new Set(numbers).size).toBe(50);
    expect(numbers.every((number) => /^[4-7][\dA-F]{31}$/.test(number))).toBe(true);
  });
});

describe("createServerCertificate", () => {
  it("creates a certificate that a TLS client accepts for each of its names, and for no other", async () => {
    const authority = await createAuthority("eks-auth 1", validity);
    const names = [name, `${name}.cluster.local`];
    const { certificate, privateKey } = await createServerCertificate(authority, names, validity);
    const server = createServer({ cert: certificate, key: privateKey }, (socket) => socket.end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const open = async (servername: string, ca: string): Promise<TLSSocket> => {
      const socket = connect({ port, host: "127.0.0.1", servername, ca });
      await once(socket, "secureConnect");
      socket.destroy();
      return socket;
    };
    for (const servername of names) {
      expect((await open(servername, authority.certificate)).authorized).toBe(true);
    }
    await expect(open("other.eks-auth.svc", authority.certificate)).rejects.toMatchObject({
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    const other = await createAuthority("eks-auth 1", validity);
    await expect(open(name, other.certificate)).rejects.toThrow();
    server.close();
  });

  it("is for servers, and has a name that X.509 allows although a DNS name is longer", async () => {
    const authority = await createAuthority("eks-auth 1", validity);
    const long = `${"a".repeat(63)}.${"b".repeat(63)}.svc`;
    const { certificate } = await createServerCertificate(authority, [long], validity);
    const parsed = new X509Certificate(certificate);
    expect(parsed).toMatchObject({
      ca: false,
      subjectAltName: `DNS:${long}`,
      keyUsage: ["1.3.6.1.5.5.7.3.1"],
    });
    expect(parsed.subject).toBe(`CN=${long.slice(0, 64)}`);
    expect(parsed.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  });
});
