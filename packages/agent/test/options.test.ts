import { expect, test } from "vitest";
import { createUpstream, startAgent } from "../src/index.ts";

const plenty = { perSecond: 100, burst: 100 };
const limitsWith = (limit: object) => ({ limits: { overall: plenty, perClient: { ...plenty, ...limit } } });

const integer = "It must be an integer of at least 1.";
const rate = "It must be above 0 and at most 9007199254740991.";
const burst = "It must be from 1 to 9007199254740991.";

test.each<[object, string]>([
  [
    { clusterName: "" },
    "clusterName is empty. It must be the cluster's name, as in requests to the EKS Auth API.",
  ],
  [{ maxPods: 0 }, `maxPods is 0. ${integer}`],
  [{ maxPods: 1.5 }, `maxPods is 1.5. ${integer}`],
  [{ maxPods: Number.NaN }, `maxPods is NaN. ${integer}`],
  [limitsWith({ perSecond: 0 }), `limits.perClient.perSecond is 0. ${rate}`],
  [limitsWith({ perSecond: Number.NaN }), `limits.perClient.perSecond is NaN. ${rate}`],
  [limitsWith({ perSecond: Number.POSITIVE_INFINITY }), `limits.perClient.perSecond is Infinity. ${rate}`],
  [limitsWith({ burst: 0.5 }), `limits.perClient.burst is 0.5. ${burst}`],
  [limitsWith({ burst: Number.POSITIVE_INFINITY }), `limits.perClient.burst is Infinity. ${burst}`],
  [
    { listen: [] },
    "listen is empty. Give at least one address, or leave it out for those of the EKS Pod Identity Agent.",
  ],
  [
    { listen: [{ host: "::1%lo", port: 0 }] },
    "listen contains ::1%lo. URLs cannot contain an address with a zone.",
  ],
  ...["0.0.0.0", "::", "0:0:0:0:0:0:0:0"].map((host): [object, string] => [
    { listen: [{ host, port: 0 }] },
    `listen contains ${host}, which is in no Host header. Set hosts to the names that pods use.`,
  ]),
])("an agent with %j does not start", async (options, message) => {
  const upstream = createUpstream({ endpoint: "http://127.0.0.1:1", sign: false });
  await expect(startAgent({ clusterName: "blue", upstream, ...options })).rejects.toThrow(
    new RangeError(`The agent's option ${message}`),
  );
});
