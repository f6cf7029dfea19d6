import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CertificateState } from "../../src/certificates/certificate-state.ts";
import { defaultLifetimes } from "../../src/certificates/lifetimes.ts";
import { SimulatedCluster } from "./simulated-cluster.ts";

const hour = 3_600_000;
const day = 24 * hour;
const bundles = ["config map", "webhook"];
const secrets = ["serve", "webhook tls"];

function createCluster(): SimulatedCluster {
  return new SimulatedCluster(defaultLifetimes, bundles, secrets);
}

function listTypes(cluster: SimulatedCluster): readonly string[] {
  return cluster.read().actions.map(({ type, reason }) => `${type} ${reason}`);
}

describe("planCertificates", () => {
  it("makes the authority, then the bundles, then the certificates", () => {
    const cluster = createCluster();
    const steps: (readonly string[])[] = [];
    for (let planned = listTypes(cluster); planned.length > 0; planned = listTypes(cluster)) {
      steps.push(planned);
      const { actions, write } = cluster.read();
      actions.forEach(write);
    }
    expect(steps).toEqual([
      ["writeAuthorities missing"],
      ["publishBundle missing", "publishBundle missing"],
      ["issueCertificate missing", "issueCertificate missing"],
    ]);
  });

  it("writes nothing while nothing is due", () => {
    const cluster = createCluster();
    cluster.settle();
    const { writes } = cluster;
    for (const end = cluster.now + 19 * day; cluster.now < end; cluster.now += hour) {
      expect(cluster.read().actions).toEqual([]);
    }
    expect(cluster.writes).toBe(writes);
  });

  it("renews a certificate at two thirds of its lifetime", () => {
    const cluster = createCluster();
    cluster.settle();
    cluster.now += 20 * day;
    expect(listTypes(cluster)).toEqual(["issueCertificate due", "issueCertificate due"]);
  });

  it("publishes a new authority for a day before it signs, and keeps the old one", () => {
    const cluster = createCluster();
    cluster.settle();
    const first = cluster.state.authorities.current;
    cluster.now += 245 * day;
    cluster.settle();
    const { next } = cluster.state.authorities;
    expect(next).toBeDefined();
    const published = cluster.now;
    cluster.now = published + day - 1;
    cluster.settle();
    expect(cluster.state.authorities).toMatchObject({ current: first, next });
    cluster.now = published + day;
    cluster.settle();
    expect(cluster.state.authorities).toMatchObject({ current: next, next: undefined });
    expect(cluster.state.authorities.previous.map(({ id }) => id)).toEqual([first?.id]);
    expect(cluster.state.servingSecrets.map(({ certificate }) => certificate?.issuerId)).toEqual([
      next?.id,
      next?.id,
    ]);
    cluster.now = first?.notAfter ?? 0;
    cluster.settle();
    expect(cluster.state.authorities.previous).toEqual([]);
    expect(cluster.state.bundles.map(({ authorities }) => authorities.map(({ id }) => id))).toEqual([
      [next?.id],
      [next?.id],
    ]);
  });

  it("goes on with the certificates of a lost authority until clients trust the new one", () => {
    const cluster = createCluster();
    cluster.settle();
    const lost = cluster.state.authorities.current;
    cluster.now += 10 * day;
    cluster.edit("authorities", edits.loseAuthorities);
    cluster.settle();
    expect(cluster.state.authorities.previous.map(({ id }) => id)).toEqual([lost?.id]);
    expect(cluster.state.servingSecrets[0]?.certificate?.issuerId).toBe(lost?.id);
    cluster.now += day;
    cluster.settle();
    expect(cluster.state.servingSecrets[0]?.certificate?.issuerId).toBe(
      cluster.state.authorities.current?.id,
    );
    expect(cluster.state.authorities.current?.id).not.toBe(lost?.id);
  });

  it("counts the publication of an authority from when it was added to the bundle again", () => {
    const cluster = createCluster();
    cluster.settle();
    cluster.now += 245 * day;
    cluster.settle();
    const { next } = cluster.state.authorities;
    cluster.now += 2 * day;
    cluster.edit("config map", edits.emptyBundle);
    cluster.settle();
    expect(cluster.state.authorities.next).toBe(next);
    cluster.now += day;
    cluster.settle();
    expect(cluster.state.authorities.current).toBe(next);
  });

  it("never trusts an authority that only a TLS Secret names", () => {
    const cluster = createCluster();
    cluster.settle();
    cluster.edit("serve", (state) => ({
      ...state,
      servingSecrets: state.servingSecrets.map((secret) => ({
        ...secret,
        certificate: secret.certificate && { ...secret.certificate, issuerId: "foreign" },
      })),
    }));
    cluster.settle();
    const { authorities, bundles, servingSecrets } = cluster.state;
    const ids = [...bundles.flatMap((bundle) => bundle.authorities), ...authorities.previous].map(
      ({ id }) => id,
    );
    expect(ids).not.toContain("foreign");
    expect(servingSecrets[0]?.certificate?.issuerId).toBe(authorities.current?.id);
  });

  it("renews although a bundle can never be published, before certificates expire", () => {
    const cluster = createCluster();
    cluster.settle();
    for (const end = cluster.now + 800 * day; cluster.now < end; cluster.now += 6 * hour) {
      // Something else resets the times of the publication.
      cluster.edit("webhook", edits.resetPublications);
      cluster.settle();
      for (const { certificate } of cluster.state.servingSecrets) {
        expect(certificate?.notAfter).toBeGreaterThan(cluster.now + day);
      }
    }
    expect(cluster.writes).toBeLessThan(800 * 4 * 2 + 200);
  });
});

/** What people and other programs do to objects. */
const edits = {
  loseAuthorities: (state: CertificateState): CertificateState => ({
    ...state,
    authorities: { current: undefined, next: undefined, previous: [], isClean: true },
  }),
  loseKey: ({ authorities, ...state }: CertificateState): CertificateState => ({
    ...state,
    authorities: {
      ...authorities,
      current: authorities.current && { ...authorities.current, canSign: false },
    },
  }),
  loseNext: ({ authorities, ...state }: CertificateState): CertificateState => ({
    ...state,
    authorities: { ...authorities, next: undefined, isClean: false },
  }),
  dropPrevious: ({ authorities, ...state }: CertificateState): CertificateState => ({
    ...state,
    authorities: { ...authorities, previous: [] },
  }),
  loseBundle: (state: CertificateState): CertificateState => ({
    ...state,
    bundles: state.bundles.map((bundle, index) =>
      index === 0 ? { ...bundle, authorities: [], publishedAt: new Map(), isClean: true } : bundle,
    ),
  }),
  /** The times stay. */
  emptyBundle: (state: CertificateState): CertificateState => ({
    ...state,
    bundles: state.bundles.map((bundle, index) => (index === 0 ? { ...bundle, authorities: [] } : bundle)),
  }),
  resetPublications: (state: CertificateState): CertificateState => ({
    ...state,
    bundles: state.bundles.map((bundle, index) =>
      index === 1 ? { ...bundle, publishedAt: new Map(), isClean: false } : bundle,
    ),
  }),
  loseCertificate: (state: CertificateState): CertificateState => ({
    ...state,
    servingSecrets: state.servingSecrets.map((secret, index) =>
      index === 0 ? { ...secret, certificate: undefined } : secret,
    ),
  }),
};

describe("replicas that plan at once", () => {
  /** Replicas read and write in any order; one can write what it planned long ago. */
  const steps = fc.array(
    fc.record({
      replica: fc.integer({ min: 0, max: 2 }),
      does: fc.constantFrom("read", "write", "write", "settle"),
      laterMs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: hour, max: 9 * day })),
    }),
    { minLength: 100, maxLength: 300 },
  );

  it("serve only certificates that clients with a bundle of the last 23 hours trust", () => {
    fc.assert(
      fc.property(steps, (script) => {
        const cluster = createCluster();
        cluster.settle();
        const reads = [cluster.read(), cluster.read(), cluster.read()];
        for (const { replica, does, laterMs } of script) {
          if (does === "read") {
            reads[replica] = cluster.read();
          } else if (does === "write") {
            for (const action of reads[replica]?.actions ?? []) {
              reads[replica]?.write(action);
            }
          } else {
            cluster.settle();
          }
          cluster.now += laterMs;
          // Some replica runs at least every few days.
          cluster.settle();
          expect(cluster.findRefusal(23 * hour, hour)).toBeUndefined();
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

describe("objects that people change", () => {
  const names: Readonly<Partial<Record<keyof typeof edits, string>>> = {
    loseCertificate: "serve",
    loseBundle: "config map",
    emptyBundle: "config map",
    resetPublications: "webhook",
  };
  const script = fc.array(
    fc.record({
      edit: fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])),
      laterMs: fc.integer({ min: 0, max: 40 * day }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it("are good again after a few steps, whatever was lost", () => {
    fc.assert(
      fc.property(script, (changes) => {
        const cluster = createCluster();
        cluster.settle();
        for (const { edit, laterMs } of changes) {
          cluster.edit(names[edit] ?? "authorities", edits[edit]);
          expect(cluster.settle()).toBeLessThanOrEqual(8);
          expect(cluster.findRefusal(0, 0)).toBeUndefined();
          cluster.now += laterMs;
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it("break no client if one thing is lost in a day", () => {
    fc.assert(
      fc.property(script, (changes) => {
        const cluster = createCluster();
        cluster.settle();
        for (const { edit, laterMs } of changes) {
          for (const end = cluster.now + laterMs + 25 * hour; cluster.now < end; cluster.now += hour) {
            cluster.settle();
            expect(cluster.findRefusal(23 * hour, hour)).toBeUndefined();
          }
          cluster.edit(names[edit] ?? "authorities", edits[edit]);
          cluster.settle();
          expect(cluster.findRefusal(23 * hour, hour)).toBeUndefined();
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
