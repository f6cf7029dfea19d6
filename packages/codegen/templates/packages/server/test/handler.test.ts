import { expect, test } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import { type __Service__Service, create__Service__Handler } from "../src/gen/index.ts";

/** An implementation to start from. */
const service: __Service__Service = {
  __methods__,
};

test("rejects a request with an unknown path", async () => {
  const handle = createFetchHandler(create__Service__Handler(service, { onError() {} }));
  const response = await handle(new Request("http://localhost/no/such/path"));
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.headers.get("x-amzn-errortype")).not.toBeNull();
});
