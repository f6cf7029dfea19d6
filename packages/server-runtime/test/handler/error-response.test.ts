import { describe, expect, test, vi } from "vitest";
import {
  type Fault,
  type HttpResponse,
  ModeledError,
  type RequestInfo,
  writeMessageError,
} from "../../src/index.ts";
import type { TestResponse } from "../test-server.ts";
import {
  fail,
  type Greet,
  greetPolitely,
  type OperationTraits,
  RudeException,
  StrangerException,
  startGreeter,
  startRun,
} from "../test-services.ts";

/** Greets every name but Eve, for whom it throws `error`. */
function throwAtEve(error: unknown): Greet<unknown> {
  return (input, call) => {
    if (input.name === "Eve") throw error;
    return greetPolitely(input, call);
  };
}

/** Calls as Eve, and then as another caller. Returns Eve's response and the calls of `onError`. */
async function callAsEve(
  error: unknown,
): Promise<{ response: TestResponse; failures: [unknown, RequestInfo][] }> {
  const failures: [unknown, RequestInfo][] = [];
  const onError = (cause: unknown, failure: RequestInfo) => void failures.push([cause, failure]);
  await using server = await startGreeter(throwAtEve(error), { onError });
  const response = await server.call({ path: "/greetings/Eve" });
  await server.expectStillServing();
  return { response, failures };
}

const internalError = {
  status: 500,
  headers: { "content-type": "application/json", "x-amzn-errortype": "BrokenException" },
  body: '{"message":"The service met an unexpected error."}',
};

describe("a modelled error of the operation", () => {
  test("is sent to the client, and onError isn't called", async () => {
    const cause = new Error("canary");
    const { response, failures } = await callAsEve(
      new StrangerException({ message: 'Who?\n"é"' }, { cause }),
    );
    expect(response).toMatchObject({
      status: 404,
      headers: { "content-type": "application/json", "x-amzn-errortype": "StrangerException" },
      body: '{"message":"Who?\\n\\"é\\""}',
    });
    expect(response.headers["content-length"]).toBe(String(Buffer.byteLength(response.body)));
    expect(failures).toEqual([]);
  });

  test("is sent with its headers, which can't replace those of the protocol", async () => {
    const headers = { "retry-after": "1", "content-type": "text/html", "x-amzn-errortype": "Canary" };
    const { response } = await callAsEve(new StrangerException({ message: "Later" }, { headers }));
    expect(response).toMatchObject({
      status: 404,
      headers: {
        "retry-after": "1",
        "content-type": "application/json",
        "x-amzn-errortype": "StrangerException",
      },
      body: '{"message":"Later"}',
    });
  });

  test("without a message has an empty object as body", async () => {
    const { response } = await callAsEve(new StrangerException());
    expect(response).toMatchObject({ status: 404, body: "{}" });
  });

  test("is found by its name: a subclass that isn't modelled is an unexpected error", async () => {
    class OtherException extends StrangerException {
      override readonly name = "OtherException";
    }
    const { response } = await callAsEve(new OtherException({ message: "canary" }));
    expect(response).toMatchObject(internalError);
  });
});

describe("an unexpected error", () => {
  test.each([
    ["a modelled error that the operation doesn't list", new RudeException({ message: "canary" })],
    ["an Error", new TypeError("canary")],
    ["an abort that the client hasn't caused", new DOMException("canary", "AbortError")],
    ["a string", "canary"],
    ["undefined", undefined],
    ["null", null],
    ["an object that looks like an error of the model", { name: "StrangerException", status: 404 }],
  ])("%s: the client gets no details, onError gets the error", async (_, error) => {
    const { response, failures } = await callAsEve(error);
    expect(response).toMatchObject(internalError);
    expect(JSON.stringify(response)).not.toContain("canary");

    const requestId = response.headers["x-amzn-requestid"];
    expect(failures).toEqual([[error, { operation: "Greet", requestId }]]);
    expect(failures[0]?.[0], "the error itself, not a copy").toBe(error);
  });

  test("can come from an authenticate hook", async () => {
    const failures: unknown[] = [];
    await using server = await startGreeter<string>(greetPolitely, {
      authenticate(request) {
        if (request.path === "/greetings/Eve") throw new Error("canary");
        return "a caller";
      },
      onError: (cause) => void failures.push(cause),
    });
    expect(await server.call({ path: "/greetings/Eve" })).toMatchObject(internalError);
    expect(failures).toEqual([new Error("canary")]);
    await server.expectStillServing();
  });

  test.each([
    ["throws", () => fail("from the hook")],
    ["rejects", () => Promise.reject(new Error("from the hook"))],
  ])("is answered and written to standard error if onError %s", async (_, onError) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    await using server = await startGreeter(throwAtEve(new Error("the cause")), { onError });
    expect(await server.call({ path: "/greetings/Eve" })).toMatchObject(internalError);
    await server.expectStillServing();
    expect(written.mock.calls.map(([, error]) => error)).toEqual([
      new Error("the cause"),
      new Error("from the hook"),
    ]);
    written.mockRestore();
  });

  test("is written to standard error if there is no onError", async () => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    const cause = new Error("the cause");
    await using server = await startGreeter(throwAtEve(cause));
    const { headers } = await server.call({ path: "/greetings/Eve" });
    const text = `Unexpected error in Greet, request ${headers["x-amzn-requestid"]}:`;
    expect(written.mock.calls).toEqual([[text, cause]]);
    written.mockRestore();
  });
});

class NamedException extends ModeledError {
  override readonly status: number = 418;
  override readonly fault: Fault = "client";
  override readonly name: string;

  constructor(name: string) {
    super({ message: "canary" });
    this.name = name;
  }
}

/** Makes a call that fails with `error`. Returns the response and the errors that `onError` got. */
async function callToFail(
  error: unknown,
  errors: Required<OperationTraits>["errors"],
): Promise<{ response: TestResponse; failures: unknown[] }> {
  const failures: unknown[] = [];
  await using server = await startRun(
    () => Promise.reject(error),
    { onError: (cause) => void failures.push(cause) },
    { errors },
  );
  return { response: await server.call(), failures };
}

describe("an operation's writers", () => {
  test("write the errors that they are for", async () => {
    const errors = {
      TeapotException: (error: NamedException): HttpResponse => ({
        status: error.status,
        headers: { "content-type": "application/json", "x-amzn-errortype": error.name, "x-short": "stout" },
        body: '{"Message":"I am one."}',
      }),
    };
    const { response, failures } = await callToFail(new NamedException("TeapotException"), errors);
    expect(response).toMatchObject({
      status: 418,
      headers: { "x-amzn-errortype": "TeapotException", "x-short": "stout" },
      body: '{"Message":"I am one."}',
    });
    expect(response.headers["x-amzn-requestid"]).toBeDefined();
    expect(failures).toEqual([]);
  });

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "are own properties: there is none for the name %s",
    async (name) => {
      const error = new NamedException(name);
      const { response, failures } = await callToFail(error, {});
      expect(response).toMatchObject({ status: 500, headers: { "x-amzn-errortype": "BrokenException" } });
      expect(failures).toEqual([error]);
    },
  );

  test("can fail: the client gets the internal error, and onError the reason", async () => {
    const reason = new TypeError("Expected a string at /reason.");
    const write = vi.fn(() => {
      throw reason;
    });
    const { response, failures } = await callToFail(new NamedException("TeapotException"), {
      TeapotException: write,
    });
    expect(response).toMatchObject({ status: 500, headers: { "x-amzn-errortype": "BrokenException" } });
    expect(response.body).not.toContain("canary");
    expect(failures).toEqual([reason]);
  });

  test("write the internal error too if the operation lists it", async () => {
    const { response } = await callToFail(new Error("canary"), {
      BrokenException: ({ message }): HttpResponse => ({ status: 500, headers: {}, body: `Oh: ${message}` }),
    });
    expect(response).toMatchObject({ status: 500, body: "Oh: The service met an unexpected error." });
  });
});

test.each([
  [{ message: "Who?" }, '{"message":"Who?"}'],
  [{ message: "" }, '{"message":""}'],
  [{ message: undefined }, "{}"],
  [{}, "{}"],
])("writeMessageError writes %j", (members, body) => {
  expect(writeMessageError(new StrangerException(members))).toEqual({
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": "StrangerException" },
    body,
  });
});
