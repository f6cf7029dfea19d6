import type { Exchange, ModelChange } from "./catalogue/change.ts";
import { startingModels } from "./catalogue/starting-models.ts";

/**
 * Writes a program that implements the service of a changed model, serves the generated stub on 127.0.0.1 and calls it
 * with the generated clients. It exits with 0 if both sides receive what the change expects.
 */
export function writeCallProgram({
  startingModel = "own",
  removedMethods = [],
  exchanges,
}: ModelChange): string {
  const { methods: startingMethods, values } = startingModels[startingModel];
  const called = exchanges.map(({ operation = "AssumeRoleForPodIdentity" }) => methodName(operation));
  const methods = new Set([...startingMethods.filter((name) => !removedMethods.includes(name)), ...called]);
  return `${head}
${values}

let exchange = 0;
let received: unknown;
const service: server.EKSAuthFrontendService = {
${[...methods].map((name) => writeMethod(name, exchanges)).join("\n")}
};
${host}
${exchanges.map(writeExchange).join("\n")}
caller.destroy();
lightCaller.close();
http.close();
`;
}

function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

function writeMethod(name: string, exchanges: readonly Exchange[]): string {
  const cases = exchanges.flatMap(
    ({ operation = "AssumeRoleForPodIdentity", output = "response", throws, rejectedWith }, index) =>
      methodName(operation) !== name || rejectedWith !== undefined
        ? []
        : [`      case ${index}: ${throws === undefined ? `return ${output};` : `throw ${throws};`}`],
  );
  return `  async ${name}(input) {
    received = input;
    switch (exchange) {
${cases.join("\n")}
      default: throw new Error("Exchange " + exchange + " must not call ${name}.");
    }
  },`;
}

function writeExchange(exchange: Exchange, index: number): string {
  const { operation = "AssumeRoleForPodIdentity", input = "request", output = "response" } = exchange;
  const { throws, rejectedWith, http = {}, light = {} } = exchange;
  const send = `caller.send(new client.${operation}Command(${input}))`;
  const sendLight = `lightCaller.${methodName(operation)}(${light.input ?? input})`;
  const checkInput = `assert.deepEqual(received, ${exchange.expectedInput ?? input}, "the implementation's input");`;
  const lines =
    rejectedWith !== undefined
      ? [send, sendLight].map((call) => `await expectRejection(${call}, ${JSON.stringify(rejectedWith)});`)
      : throws !== undefined
        ? [
            `await expectError(${send}, ${throws});`,
            checkInput,
            `await expectLightError(${sendLight}, ${throws});`,
            checkInput,
          ]
        : [
            ...checkOutput(send, exchange.expectedOutput ?? output, "the client's output"),
            checkInput,
            ...checkOutput(
              sendLight,
              light.output ?? exchange.expectedOutput ?? output,
              "the light client's output",
            ),
            checkInput,
          ];
  const { target, headers, requestBody, responseBody } = http;
  const checks = [
    target && `assert.equal(seen.target, ${JSON.stringify(target)});`,
    headers && `assert.partialDeepStrictEqual(seen.headers, ${headers}, "the request's headers");`,
    requestBody &&
      `assert.partialDeepStrictEqual(JSON.parse(seen.requestBody), ${requestBody}, "the request's JSON");`,
    responseBody &&
      `assert.partialDeepStrictEqual(JSON.parse(seen.responseBody), ${responseBody}, "the response's JSON");`,
  ].filter((line) => line !== undefined);
  return `exchange = ${index};\n{\n${[...lines, ...checks].map((line) => `  ${line}\n`).join("")}}`;
}

function checkOutput(send: string, expected: string, what: string): string[] {
  return [
    "{",
    `const { $metadata: _metadata, ...output } = await ${send};`,
    `assert.deepEqual(output, ${expected}, "${what}");`,
    "}",
  ];
}

const head = `import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "@eks-auth/client";
import * as light from "@eks-auth/client-light";
import * as server from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import type * as types from "@eks-auth/types";
import { NumericValue } from "@smithy/core/serde";
`;

const host = `
const seen = { target: "", headers: {} as object, requestBody: "", responseBody: "" };
const listener = createNodeListener(server.createEKSAuthFrontendHandler(service));
const http = createServer((request, response) => {
  Object.assign(seen, { target: \`\${request.method} \${request.url}\`, headers: request.headers, requestBody: "", responseBody: "" });
  request.on("data", (chunk) => { seen.requestBody += chunk; });
  const end = response.end.bind(response);
  const write = response.write.bind(response);
  const record = (chunk: unknown) => {
    seen.responseBody += typeof chunk === "string" || chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : "";
  };
  response.end = ((...args: Parameters<typeof end>) => { record(args[0]); return end(...args); }) as typeof end;
  response.write = ((...args: Parameters<typeof write>) => { record(args[0]); return write(...args); }) as typeof write;
  listener(request, response);
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
const options = {
  endpoint: \`http://127.0.0.1:\${(http.address() as AddressInfo).port}\`,
  region: "us-east-1",
  credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  maxAttempts: 1,
};
const caller = new client.EKSAuthClient(options);
const lightCaller = new light.EKSAuth(options);

async function expectRejection(call: Promise<unknown>, text: string): Promise<void> {
  await assert.rejects(call, (error: Error) => {
    assert.equal(error.name, "InvalidParameterException");
    assert.ok(error.message.includes(text), \`\${text} is not in: \${error.message}\`);
    return true;
  });
}

async function expectError(call: Promise<unknown>, thrown: server.ModeledError<object>): Promise<void> {
  const classes: Readonly<Record<string, unknown>> = { ...client };
  await assert.rejects(call, (error: client.EKSAuthServiceException) => {
    assert.ok(error instanceof (classes[thrown.name] as typeof Error), \`\${error.name} instead of \${thrown.name}\`);
    const { message, ...members } = thrown.members as { message?: string };
    assert.equal(error.message, message);
    assert.equal(error.$metadata.httpStatusCode, thrown.status);
    assert.equal(error.$fault, thrown.fault);
    assert.partialDeepStrictEqual({ ...error }, members);
    return true;
  });
}

async function expectLightError(call: Promise<unknown>, thrown: server.ModeledError<object>): Promise<void> {
  const classes: Readonly<Record<string, unknown>> = { ...light };
  await assert.rejects(call, (error: light.ServiceError) => {
    assert.ok(error instanceof (classes[thrown.name] as typeof Error), \`\${error.name} instead of \${thrown.name}\`);
    const { message, ...members } = thrown.members as { message?: string };
    assert.equal(error.message, message);
    assert.equal(error.status, thrown.status);
    assert.partialDeepStrictEqual({ ...error }, members);
    return true;
  });
}
`;
