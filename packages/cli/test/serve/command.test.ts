import { expect, test } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

test.each(["0.0.0.0", "10.0.0.1", "example.org", "[::1]", "[::1", "::1]"])(
  "refuses --host %s, since callers are not authenticated",
  async (host) => {
    expect(await runInProcess("serve", "--config", "/none.yaml", "--host", host)).toMatchObject(
      failure(2, "it must be a loopback address: 127.0.0.1, ::1 or localhost"),
    );
  },
);

test.each(["127.0.0.1", "127.8.9.10", "::1", "LOCALHOST"])("accepts --host %s", async (host) => {
  const result = await runInProcess("serve", "--config", "/none.yaml", "--host", host);
  expect(result).toMatchObject(failure(1, "/none.yaml"));
});
