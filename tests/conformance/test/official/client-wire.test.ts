import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RecordedRequest } from "../../src/clients/canned-server.ts";
import type { ClientUnderTest } from "../../src/clients/client-under-test.ts";
import { generateLightClient, openLightClient, transports } from "../../src/clients/light-client.ts";
import { openOfficialClient } from "../../src/clients/official-client.ts";
import { everyFeatureModel } from "../../src/every-feature-model/model.ts";
import { randomMessage } from "../../src/fuzz/values/random-value.ts";
import type { Answer } from "../../src/http/requests.ts";
import { parseExactly } from "../../src/model/exact-numbers.ts";
import { Model, type Operation } from "../../src/model/model.ts";
import { buildFolder } from "../../src/official/build-models.ts";
import { generateOfficialClient } from "../../src/official-client/client.ts";
import { canSend, inputSources } from "../../src/official-client/value-sources.ts";
import { findDifference } from "../../src/values/find-difference.ts";
import { streamOnce } from "../../src/values/streams.ts";
import { propertyOptions } from "../fuzz/property-options.ts";

type Message = Record<string, unknown>;

const module = await prepareOrSkip("the requests of both clients", async () =>
  generateOfficialClient(await SmithyCli.open(root)),
);

const model = new Model(everyFeatureModel);
const sources: typeof inputSources = {
  ...inputSources,
  // The light client writes no zeros at the end of a fraction of a second.
  timestamps: inputSources.timestamps.map(
    (timestamp) => new Date(Math.trunc(timestamp.getTime() / 1000) * 1000),
  ),
};
const answer: Answer = { status: 200, headers: {}, body: new Uint8Array() };

describe.skipIf(module === undefined).each(transports)("light client with %s", (transport) => {
  let light: ClientUnderTest;
  let official: ClientUnderTest;

  beforeAll(async () => {
    const folder = join(buildFolder, "Everything");
    light = await openLightClient(
      await generateLightClient(everyFeatureModel, folder, transport),
      model,
      transport,
    );
    official = await openOfficialClient(await import(pathToFileURL(module ?? "").href), model);
  });
  afterAll(async () => {
    await light.close();
    await official.close();
  });

  test.each(model.operations)("$name sends what the official client sends", async (operation) => {
    const inputs = randomMessage(model, operation.input, sources).filter((it) =>
      canSend(it, operation.input, model),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const requests = [];
        for (const client of [light, official]) {
          const { request, error } = await client.call(
            "http://example.com",
            operation.name,
            stream(operation, input),
            answer,
          );
          expect(request, String(error?.cause)).toBeDefined();
          requests.push(request && comparable(request));
        }
        expect(findDifference(requests[0], requests[1])).toBeUndefined();
      }),
      // Each call opens a connection.
      { ...propertyOptions, numRuns: 30 },
    );
  });
});

/**
 * Headers that differ between clients or calls. The official client gets streams as bytes, so it knows their length, and writes
 * some numbers differently.
 */
const ownHeaders =
  /^(user-agent|x-amz-user-agent|amz-sdk-.*|connection|content-length|transfer-encoding|accept.*|sec-fetch-mode)$/;

/** What must be equal: parameters in any order, and JSON by its values. */
function comparable({ method, path, query, headers, host, body }: RecordedRequest): object {
  const kept = Object.entries(headers).filter(
    ([name]) =>
      !ownHeaders.test(name) &&
      // The official client also sends the content type of an absent payload.
      !(name === "content-type" && body.length === 0),
  );
  return {
    method,
    host,
    path,
    query: query.split("&").sort(),
    headers: Object.fromEntries(kept),
    body: readBody(body),
  };
}

function readBody(body: Uint8Array): unknown {
  try {
    return parseExactly(Buffer.from(body).toString());
  } catch {
    return new Uint8Array(body);
  }
}

function stream({ name }: Operation, input: Message): Message {
  return name === "PutStream" && input.content
    ? { ...input, content: streamOnce(input.content as Uint8Array) }
    : input;
}
