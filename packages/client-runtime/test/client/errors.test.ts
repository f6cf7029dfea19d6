import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { describe, expect, test } from "vitest";
import { ClientError } from "../../src/errors/client-error.ts";
import { ResponseError } from "../../src/errors/response-error.ts";
import { ServiceError } from "../../src/errors/service-error.ts";
import { createGreetingClient, NoSuchNameException } from "../greeting-service.ts";
import { platforms } from "../platforms.ts";
import { type Step, startScriptedServer } from "../scripted-server.ts";

/** What a call fails with if the server answers by a step. */
async function failWith(platform: (typeof platforms)[number][1], step: Step): Promise<ClientError> {
  await using server = await startScriptedServer(step);
  using client = createGreetingClient(platform, {
    endpoint: server.url,
    maxResponseBytes: 1_000,
    maxAttempts: 1,
  });
  const error = await client.greet().catch((error) => error);
  expect(error).toBeInstanceOf(ClientError);
  return error;
}

describe.each(platforms)("errors with the platform %s", (_name, platform) => {
  const fail = (step: Step) => failWith(platform, step);

  test("an error of the model is an instance of its class, with its members", async () => {
    const error = await fail({
      status: 404,
      headers: { "x-amzn-errortype": "NoSuchNameException", "x-amzn-requestid": "request-1" },
      body: { message: "No one has it.", suggestion: "Ada" },
    });
    expect(error).toBeInstanceOf(NoSuchNameException);
    expect(error).toMatchObject({
      name: "NoSuchNameException",
      code: "NoSuchNameException",
      message: "No one has it.",
      suggestion: "Ada",
      status: 404,
      requestId: "request-1",
      attempts: 1,
      headers: { "x-amzn-requestid": "request-1" },
    });
  });

  test.each([
    ["the header, with a URI", { "x-amzn-errortype": "NoSuchNameException:http://amazon.com/x#y/" }, {}],
    ["the header, with a namespace", { "x-amzn-errortype": "com.example#NoSuchNameException" }, {}],
    ["code", {}, { code: "com.example#NoSuchNameException:http://amazon.com/" }],
    ["__type", {}, { __type: "NoSuchNameException" }],
    [
      "code, if the header is empty",
      { "x-amzn-errortype": "" },
      { code: "NoSuchNameException", __type: "Other" },
    ],
  ])("the name is in %s", async (_where, headers, body) => {
    const error = await fail({ status: 400, headers: headers as Record<string, string>, body });
    expect(error).toBeInstanceOf(NoSuchNameException);
  });

  test("an unknown error is a ServiceError with its name", async () => {
    const error = await fail({ status: 400, body: { __type: "New", Message: "It is new." } });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ name: "New", code: "New", message: "It is new.", status: 400 });
  });

  test.each(["constructor", "toString", "__proto__"])("%s is no class of an error", async (name) => {
    const error = await fail({ status: 400, headers: { "x-amzn-errortype": name } });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.name).toBe(name);
  });

  test.each([
    ["HTML", "<html>Bad Gateway</html>"],
    ["nothing", ""],
    ["JSON that isn't an object", "null"],
    ["members of other types", '{"message":null,"code":null}'],
  ])("an error status with %s is an UnknownError", async (_what, body) => {
    const error = await fail({ status: 400, body });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ name: "UnknownError", message: "HTTP status 400", status: 400 });
  });

  test.each([199, 300, 304, 307].filter((status) => status !== 199))(
    "the status %d is an error",
    async (status) => {
      expect(await fail({ status })).toMatchObject({ name: "UnknownError", status });
    },
  );

  test("a response that isn't as the model describes it is a ResponseError", async () => {
    const error = await fail({ headers: { "x-amzn-requestid": "request-1" }, body: "null" });
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      code: "invalid_response",
      status: 200,
      requestId: "request-1",
      attempts: 1,
    });
  });

  test("a malformed error of the model is a ResponseError", async () => {
    const error = await fail({
      status: 418,
      headers: { "x-amzn-errortype": "NoSuchNameException" },
      body: "null",
    });
    expect(error).toMatchObject({ code: "invalid_response", status: 418 });
  });

  test.each([
    ["of a success", 200],
    ["of an error", 500],
  ])("a body %s that is too large is a ResponseError, and closes the connection", async (_what, status) => {
    const closed = Promise.withResolvers<void>();
    const error = await fail((_request, response) => {
      response.once("close", () => closed.resolve());
      response.writeHead(status);
      sendEndlessly(response);
    });
    expect(error).toMatchObject({ code: "response_too_large", status });
    expect(error.message).toBe("The response is invalid: the body has more than 1000 bytes.");
    await closed.promise;
  });

  test("a body of the largest size is read", async () => {
    const body = JSON.stringify({ greeting: "Hello" }).padEnd(1_000);
    await using server = await startScriptedServer({ body });
    using client = createGreetingClient(platform, { endpoint: server.url, maxResponseBytes: 1_000 });
    expect(await client.greet()).toMatchObject({ greeting: "Hello" });
  });

  test("a body that comes in pieces is joined", async () => {
    await using server = await startScriptedServer(async (_request, response) => {
      for (const character of '{"greeting":"Hello, Ada, and everyone else"}') {
        response.write(character);
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    using client = createGreetingClient(platform, { endpoint: server.url });
    expect(await client.greet()).toMatchObject({ greeting: "Hello, Ada, and everyone else" });
  });

  test("an input of the wrong type isn't sent", async () => {
    using client = createGreetingClient(platform, { endpoint: "http://127.0.0.1:1" });
    await expect(client.greet(1n as never)).rejects.toBeInstanceOf(TypeError);
  });
});
