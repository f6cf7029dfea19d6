import { expect, test } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

test.each(["example.org", "[::1]", "[::1", "::1]", "127.1"])("refuses --host %s", async (host) => {
  expect(await runInProcess("serve", "--config", "/none.yaml", "--host", host)).toMatchObject(
    failure(2, "It must be an IP address of this machine, or localhost: 127.0.0.1."),
  );
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "LOCALHOST", "0.0.0.0", "192.0.2.1"])(
  "accepts --host %s",
  async (host) => {
    const result = await runInProcess("serve", "--config", "/none.yaml", "--host", host);
    expect(result).toMatchObject(failure(1, "/none.yaml"));
  },
);
