import { describe, expect, test, vi } from "vitest";
import { type Fault, type HttpResponse, ModeledError } from "../../src/index.ts";
import { type Answer, HostedServer } from "../hosted-server.ts";
import { createRunHandler, type OperationTraits } from "../one-operation.ts";

/** A modelled error, named at will. */
class NamedException extends ModeledError {
  override readonly status: number = 418;
  override readonly fault: Fault = "client";
  override readonly name: string;

  constructor(name: string) {
    super({ message: "canary" });
    this.name = name;
  }
}

/** Throws `error` at a caller; hands back the answer and what `onError` was told. */
async function callToFail(
  error: unknown,
  errors: Required<OperationTraits>["errors"],
): Promise<{ answer: Answer; failures: unknown[] }> {
  const failures: unknown[] = [];
  const handler = createRunHandler(
    () => Promise.reject(error),
    { onError: (cause) => void failures.push(cause) },
    { errors },
  );
  await using server = await HostedServer.start(handler);
  return { answer: await server.call(), failures };
}

describe("an operation's writers", () => {
  test("write its errors, each its own", async () => {
    const errors = {
      TeapotException: (error: NamedException): HttpResponse => ({
        status: error.status,
        headers: { "content-type": "application/json", "x-amzn-errortype": error.name, "x-short": "stout" },
        body: '{"Message":"I am one."}',
      }),
    };
    const { answer, failures } = await callToFail(new NamedException("TeapotException"), errors);
    expect(answer).toMatchObject({
      status: 418,
      headers: { "x-amzn-errortype": "TeapotException", "x-short": "stout" },
      body: '{"Message":"I am one."}',
    });
    expect(answer.headers["x-amzn-requestid"]).toBeDefined();
    expect(failures).toEqual([]);
  });

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "are its own: none stands under the name %s",
    async (name) => {
      const error = new NamedException(name);
      const { answer, failures } = await callToFail(error, {});
      expect(answer).toMatchObject({ status: 500, headers: { "x-amzn-errortype": "BrokenException" } });
      expect(failures).toEqual([error]);
    },
  );

  test("may fail: the caller gets the internal error, and onError the reason", async () => {
    const reason = new TypeError("Expected a string at /reason.");
    const write = vi.fn(() => {
      throw reason;
    });
    const { answer, failures } = await callToFail(new NamedException("TeapotException"), {
      TeapotException: write,
    });
    expect(answer).toMatchObject({ status: 500, headers: { "x-amzn-errortype": "BrokenException" } });
    expect(answer.body).not.toContain("canary");
    expect(failures).toEqual([reason]);
  });

  test("write the internal error as well where the operation lists it", async () => {
    const { answer } = await callToFail(new Error("canary"), {
      BrokenException: ({ message }): HttpResponse => ({ status: 500, headers: {}, body: `Oh: ${message}` }),
    });
    expect(answer).toMatchObject({ status: 500, body: "Oh: The service met an unexpected error." });
  });
});
