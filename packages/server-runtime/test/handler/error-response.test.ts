import { describe, expect, test, vi } from "vitest";
import {
  type Fault,
  type HttpResponse,
  ModeledError,
  type RequestInfo,
  writeMessageError,
} from "../../src/index.ts";
import { type TestResponse, TestServer } from "../test-server.ts";
import {
  createGreeterHandler,
  createRunHandler,
  type Greet,
  greetPolitely,
  type OperationTraits,
  RudeException,
  StrangerException,
} from "../test-services.ts";

/** Greets everybody but Eve, at whom `error` is thrown. */
function throwAtEve(error: unknown): Greet<unknown> {
  return (input, call) => {
    if (input.name === "Eve") throw error;
    return greetPolitely(input, call);
  };
}

/** Calls as Eve, and once more as somebody else; hands back Eve's answer and what `onError` was told. */
async function callAsEve(
  error: unknown,
): Promise<{ answer: TestResponse; failures: [unknown, RequestInfo][] }> {
  const failures: [unknown, RequestInfo][] = [];
  const onError = (cause: unknown, failure: RequestInfo) => void failures.push([cause, failure]);
  await using server = await TestServer.start(createGreeterHandler(throwAtEve(error), { onError }));
  const answer = await server.call({ path: "/greetings/Eve" });
  await server.expectStillServing();
  return { answer, failures };
}

const internalError = {
  status: 500,
  headers: { "content-type": "application/json", "x-amzn-errortype": "BrokenException" },
  body: '{"message":"The service met an unexpected error."}',
};

describe("a modelled error of the operation", () => {
  test("reaches the caller, and onError isn't told", async () => {
    const cause = new Error("canary");
    const { answer, failures } = await callAsEve(new StrangerException({ message: 'Who?\n"é"' }, { cause }));
    expect(answer).toMatchObject({
      status: 404,
      headers: { "content-type": "application/json", "x-amzn-errortype": "StrangerException" },
      body: '{"message":"Who?\\n\\"é\\""}',
    });
    expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(answer.body)));
    expect(failures).toEqual([]);
  });

  test("without a message has an empty object for a body", async () => {
    const { answer } = await callAsEve(new StrangerException());
    expect(answer).toMatchObject({ status: 404, body: "{}" });
  });

  test("is known by its own name: a subclass that isn't modelled is an unexpected error", async () => {
    class OtherException extends StrangerException {
      override readonly name = "OtherException";
    }
    const { answer } = await callAsEve(new OtherException({ message: "canary" }));
    expect(answer).toMatchObject(internalError);
  });
});

describe("an unexpected error", () => {
  test.each([
    ["a modelled error that the operation doesn't list", new RudeException({ message: "canary" })],
    ["an Error", new TypeError("canary")],
    ["an abort that the caller hasn't caused", new DOMException("canary", "AbortError")],
    ["a string", "canary"],
    ["undefined", undefined],
    ["null", null],
    ["an object that looks like an error of the model", { name: "StrangerException", status: 404 }],
  ])("%s: the caller is told nothing, onError everything", async (_, error) => {
    const { answer, failures } = await callAsEve(error);
    expect(answer).toMatchObject(internalError);
    expect(JSON.stringify(answer)).not.toContain("canary");

    const requestId = answer.headers["x-amzn-requestid"];
    expect(failures).toEqual([[error, { operation: "Greet", requestId }]]);
    expect(failures[0]?.[0], "the very cause, not a copy").toBe(error);
  });

  test("of an authenticate hook counts as one too", async () => {
    const failures: unknown[] = [];
    const handler = createGreeterHandler<string>(greetPolitely, {
      authenticate(request) {
        if (request.path === "/greetings/Eve") throw new Error("canary");
        return "a caller";
      },
      onError: (cause) => void failures.push(cause),
    });
    await using server = await TestServer.start(handler);
    expect(await server.call({ path: "/greetings/Eve" })).toMatchObject(internalError);
    expect(failures).toEqual([new Error("canary")]);
    await server.expectStillServing();
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("from the hook");
      },
    ],
    ["rejects", () => Promise.reject(new Error("from the hook"))],
  ])("is answered and not lost where onError %s", async (_, onError) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    await using server = await TestServer.start(
      createGreeterHandler(throwAtEve(new Error("the cause")), { onError }),
    );
    expect(await server.call({ path: "/greetings/Eve" })).toMatchObject(internalError);
    await server.expectStillServing();
    expect(written.mock.calls.map(([, error]) => error)).toEqual([
      new Error("the cause"),
      new Error("from the hook"),
    ]);
    written.mockRestore();
  });

  test("goes to standard error where there is no onError", async () => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    const cause = new Error("the cause");
    await using server = await TestServer.start(createGreeterHandler(throwAtEve(cause)));
    const { headers } = await server.call({ path: "/greetings/Eve" });
    const text = `Unexpected error in Greet, request ${headers["x-amzn-requestid"]}:`;
    expect(written.mock.calls).toEqual([[text, cause]]);
    written.mockRestore();
  });
});

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
): Promise<{ answer: TestResponse; failures: unknown[] }> {
  const failures: unknown[] = [];
  const handler = createRunHandler(
    () => Promise.reject(error),
    { onError: (cause) => void failures.push(cause) },
    { errors },
  );
  await using server = await TestServer.start(handler);
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

test.each([
  [{ message: "Who?" }, '{"message":"Who?"}'],
  [{ message: "" }, '{"message":""}'],
  [{ message: undefined }, "{}"],
  [{}, "{}"],
])("writes %j", (members, body) => {
  expect(writeMessageError(new StrangerException(members))).toEqual({
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": "StrangerException" },
    body,
  });
});
