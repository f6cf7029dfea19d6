import { expect, test } from "vitest";
import { createUpstream, startAgent } from "../src/index.ts";

const plenty = { perSecond: 100, burst: 100 };
const limitsWith = (limit: object) => ({ limits: { overall: plenty, perClient: { ...plenty, ...limit } } });

test.each<[object, string]>([
  [{ clusterName: "" }, "clusterName is empty. It is the cluster's name, as the EKS Auth API calls it."],
  [{ maxPods: 0 }, "maxPods is 0. It is a whole number from 1."],
  [{ maxPods: 1.5 }, "maxPods is 1.5. It is a whole number from 1."],
  [{ maxPods: Number.NaN }, "maxPods is NaN. It is a whole number from 1."],
  [
    limitsWith({ perSecond: 0 }),
    "limits.perClient.perSecond is 0. It is a number above 0, at most 9007199254740991.",
  ],
  [
    limitsWith({ perSecond: Number.NaN }),
    "limits.perClient.perSecond is NaN. It is a number above 0, at most 9007199254740991.",
  ],
  [limitsWith({ burst: 0.5 }), "limits.perClient.burst is 0.5. It is a number from 1 to 9007199254740991."],
  [
    limitsWith({ perSecond: Number.POSITIVE_INFINITY }),
    "limits.perClient.perSecond is Infinity. It is a number above 0, at most 9007199254740991.",
  ],
  [
    limitsWith({ burst: Number.POSITIVE_INFINITY }),
    "limits.perClient.burst is Infinity. It is a number from 1 to 9007199254740991.",
  ],
  [
    { listen: [] },
    "listen is empty. It has an address at least; left out, it is those of the EKS Pod Identity Agent.",
  ],
  [{ listen: [{ host: "::1%lo", port: 0 }] }, "listen has ::1%lo. A URL can't name an address with a zone."],
  ...["0.0.0.0", "::", "0:0:0:0:0:0:0:0"].map((host): [object, string] => [
    { listen: [{ host, port: 0 }] },
    `listen has ${host}, which no request calls the agent by. Say in hosts what they call it.`,
  ]),
])("an agent with %j doesn't start", async (options, message) => {
  const upstream = createUpstream({ endpoint: "http://127.0.0.1:1", sign: false });
  await expect(startAgent({ clusterName: "blue", upstream, ...options })).rejects.toThrow(
    new RangeError(`The agent's option ${message}`),
  );
});
