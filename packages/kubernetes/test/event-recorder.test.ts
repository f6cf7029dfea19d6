import { expect, test, vi } from "vitest";
import { type ApiServer, EventRecorder } from "../src/index.ts";
import { useFakeApiServer } from "./open-fake.ts";

const openFake = useFakeApiServer();

const regarding = {
  apiVersion: "eks-auth.dev/v1alpha1",
  kind: "PodIdentityAssociation",
  namespace: "shop",
  name: "cart",
  uid: "11111111-2222-4333-8444-555555555555",
};
const refusal = {
  regarding,
  type: "Warning",
  reason: "NotAllowed",
  action: "AssumeRole",
  note: "Ask for it.",
} as const;

function createRecorder(apiServer: ApiServer) {
  return new EventRecorder(apiServer, {
    reportingController: "eks-auth.dev/test",
    reportingInstance: "pod-1",
  });
}

test("writes an event once, and then counts it", async () => {
  const { fake, apiServer } = await openFake();
  const recorder = createRecorder(apiServer);
  await recorder.record(refusal);
  await recorder.record(refusal);
  await recorder.record(refusal);
  expect(fake.requests).toEqual(["POST /apis/events.k8s.io/v1/namespaces/shop/events"]);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 6 * 60_000);
  await recorder.record(refusal);
  vi.mocked(performance.now).mockRestore();
  expect(fake.requests).toHaveLength(2);
  const name = fake.requests[1]?.split("/").at(-1) ?? "";
  expect(fake.get("apis/events.k8s.io/v1/events", { namespace: "shop", name })).toMatchObject({
    regarding,
    reason: "NotAllowed",
    note: "Ask for it.",
    series: { count: 4 },
  });
});

test("an event of another reason, or about another object, is another one", async () => {
  const { fake, apiServer } = await openFake();
  const recorder = createRecorder(apiServer);
  await recorder.record(refusal);
  await recorder.record({ ...refusal, reason: "Invalid" });
  await recorder.record({ ...refusal, regarding: { ...regarding, uid: "other", namespace: undefined } });
  expect(fake.requests[2]).toBe("POST /apis/events.k8s.io/v1/namespaces/default/events");
});

test("an event about an object with a long name, and with a long note, is one that the API server accepts", async () => {
  const { apiServer } = await openFake();
  const create = vi.spyOn(apiServer, "create");
  const name = `${"a".repeat(229)}.${"b".repeat(23)}`;
  await createRecorder(apiServer).record({
    ...refusal,
    note: "é€".repeat(1_000),
    regarding: { ...regarding, name },
  });
  expect(create.mock.calls[0]?.[1]).toMatchObject({
    metadata: { name: expect.stringMatching(/^a{229}\.[0-9a-f]{16}$/) },
    note: `${"é€".repeat(204)}é`,
  });
});

test("events are limited, and dropped if they can't be written", async () => {
  const { fake, apiServer } = await openFake();
  const recorder = createRecorder(apiServer);
  for (let index = 0; index < 100; index++) {
    await recorder.record({ ...refusal, note: `${index}` });
  }
  expect(fake.requests.length).toBeLessThan(30);
  apiServer.close();
  await fake[Symbol.asyncDispose]();
  await createRecorder(apiServer).record(refusal);
});
