import { chmod } from "node:fs/promises";
import { ProtocolError } from "@eks-auth/server";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, expect, test } from "vitest";
import type { RejectedCaller } from "../../src/callers/authenticate.ts";
import type { EksApiSigV4CallerConfig } from "../../src/config/eks-api-config.ts";
import type { OpenCallers } from "../../src/configured-service/open-callers.ts";
import { openEksApiCallers } from "../../src/configured-service/open-eks-api-callers.ts";
import {
  credentials,
  region,
  type Signing,
  signRequest,
  toRawRequest,
} from "../callers/sigv4/signed-request.ts";

stopClock();

const folder = useTempFolder("eks-api-callers");
const rejected: RejectedCaller[] = [];
let opened: OpenCallers | undefined;

afterEach(() => {
  opened?.close();
  rejected.length = 0;
});

async function open(rights?: Pick<EksApiSigV4CallerConfig, "read" | "write">): Promise<OpenCallers> {
  const path = await folder.write("terraform.json", JSON.stringify(credentials));
  await chmod(path, 0o600);
  const callers = [{ name: "terraform", keyFiles: [path], ...rights }];
  opened = await openEksApiCallers(rights && { sigv4: { region, callers } }, {
    files: { allowGroupWrite: false },
    onRejectedCaller: (one) => rejected.push(one),
    onLogEvent() {},
  });
  return opened;
}

async function call({ authenticate }: OpenCallers, signing: Signing = {}) {
  const request = await signRequest({ service: "eks", date: new Date(), path: "/clusters", ...signing });
  return authenticate(toRawRequest(request));
}

test.each([
  [{ write: ["edge"], read: ["lab"] }, new Set(["lab", "edge"]), new Set(["edge"])],
  [{ read: ["lab"] }, new Set(["lab"]), new Set()],
  [{ write: ["edge"] }, new Set(["edge"]), new Set(["edge"])],
  [{ write: ["edge"], read: "all" }, "all", new Set(["edge"])],
  [{ write: "all" }, "all", "all"],
] as const)("with the rights %j, a caller can read %o and change %o", async (rights, clusters, writable) => {
  expect(await call(await open(rights))).toEqual({
    name: "terraform",
    methods: ["sigv4"],
    clusters,
    writableClusters: writable,
    sameNode: false,
  });
});

test("a request that is signed for the API of agents is rejected", async () => {
  const callers = await open({ read: "all" });
  await expect(call(callers, { service: "eks-auth" })).rejects.toThrow(ProtocolError);
  expect(rejected).toMatchObject([
    {
      code: "signature_invalid",
      answer: "InvalidSignatureException",
      message: expect.stringContaining(
        "for the region eu-west-1 and the service eks, not for eu-west-1 and eks-auth",
      ),
    },
  ]);
});

test("without a configuration, every caller is rejected", async () => {
  await expect(call(await open())).rejects.toThrow(ProtocolError);
  expect(rejected).toMatchObject([{ code: "caller_missing" }]);
});
