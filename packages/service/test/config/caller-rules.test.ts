import { expect, test } from "vitest";
import { findCallerProblems } from "../../src/config/caller-rules.ts";
import type { CertificateCallerConfig } from "../../src/config/callers-config.ts";
import type { ClusterConfig } from "../../src/config/config.ts";

const clusters = [{ name: "edge" }, { name: "lab" }] as ClusterConfig[];

function find(...callers: CertificateCallerConfig[]) {
  return findCallerProblems({ clusters, callers: { certificate: { caFile: "/ca.pem", callers } } });
}

test("callers with different names and identities have no problem", () => {
  expect(
    find(
      { name: "a", spiffeId: "spiffe://a/b", clusters: ["edge", "lab"] },
      { name: "b", subject: "CN=a", clusters: "all" },
      { name: "c", subject: "CN=c", clusters: "all" },
    ),
  ).toEqual([]);
  expect(findCallerProblems({ clusters })).toEqual([]);
});

test("each mistake is reported at its key", () => {
  const problems = find(
    { name: "a", subject: "CN=a", clusters: ["edge", "prod"] },
    { name: "a", spiffeId: "spiffe://a/b", clusters: "all" },
    { name: "c", spiffeId: "spiffe://a/b", clusters: "all" },
    { name: "d", subject: "CN=a", clusters: "all" },
  );
  expect(problems.map(({ path }) => path.join("."))).toEqual([
    "callers.certificate.callers.1.name",
    "callers.certificate.callers.0.clusters",
    "callers.certificate.callers.2.spiffeId",
    "callers.certificate.callers.3.subject",
  ]);
  expect(problems[0]?.message).toBe(
    "Two of callers.certificate.callers have the name a. Each must be different: change or remove one.",
  );
  expect(problems[1]?.message).toBe(
    "The caller a can call for the cluster prod, which is not one of clusters. Correct the name, or remove it.",
  );
});

test("mistakes of callers that sign their requests are reported at their keys", () => {
  const callers = [
    { name: "a", clusters: ["prod"], keyFiles: ["/a", "/b"] },
    { name: "a", clusters: "all", keyFiles: ["/c", "/b"] },
  ] as const;
  const problems = findCallerProblems({ clusters, callers: { sigv4: { region: "eu-west-1", callers } } });
  expect(problems.map(({ path }) => path.join("."))).toEqual([
    "callers.sigv4.callers.1.name",
    "callers.sigv4.callers.0.clusters",
    "callers.sigv4.callers.1.keyFiles.1",
  ]);
  expect(problems[2]?.message).toBe(
    "The key file /b of the caller a is named twice. Each key needs its own file: change or remove one.",
  );
});

test.each(["all", ["edge", "lab"]] as const)(
  "a caller with a node can't call for several clusters: %j",
  (names) => {
    const problems = find({ name: "a", subject: "CN=a", clusters: names, node: "node-1" });
    expect(problems).toEqual([
      {
        path: ["callers", "certificate", "callers", 0, "node"],
        message:
          "The caller a is on the node node-1, but can call for several clusters, which can have nodes with the same name. Set only the cluster of the node.",
      },
    ]);
    expect(find({ name: "a", subject: "CN=a", clusters: ["edge"], node: "node-1" })).toEqual([]);
  },
);
