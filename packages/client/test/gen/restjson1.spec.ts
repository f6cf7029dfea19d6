// smithy-typescript generated code
import { expect, test as it } from "vitest";

import { AssumeRoleForPodIdentityCommand } from "../../src/gen/commands/AssumeRoleForPodIdentityCommand";
import { EKSAuthClient } from "../../src/gen/EKSAuthClient";
import type { HttpHandlerOptions, HeaderBag, Endpoint } from "@smithy/types";
import { type HttpHandler, HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { Readable } from "node:stream";

/**
 * Throws an expected exception that contains the serialized request.
 */
class EXPECTED_REQUEST_SERIALIZATION_ERROR extends Error {
  constructor(readonly request: HttpRequest) {
    super();
  }
}

/**
 * Throws an EXPECTED_REQUEST_SERIALIZATION_ERROR error before sending a
 * request. The thrown exception contains the serialized request.
 */
class RequestSerializationTestHandler implements HttpHandler {
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    return Promise.reject(new EXPECTED_REQUEST_SERIALIZATION_ERROR(request));
  }
  updateHttpClientConfig(key: never, value: never): void {}
  httpHandlerConfigs() {
    return {};
  }
}

/**
 * Returns a resolved Promise of the specified response contents.
 */
class ResponseDeserializationTestHandler implements HttpHandler {
  isSuccess: boolean;
  code: number;
  headers: HeaderBag;
  body: string | Uint8Array;
  isBase64Body: boolean;

  constructor(isSuccess: boolean, code: number, headers?: HeaderBag, body?: string) {
    this.isSuccess = isSuccess;
    this.code = code;
    if (headers === undefined) {
      this.headers = {};
    } else {
      this.headers = headers;
    }
    if (body === undefined) {
      body = "";
    }
    this.body = body;
    this.isBase64Body = String(body).length > 0 && Buffer.from(String(body), "base64").toString("base64") === body;
  }

  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    return Promise.resolve({
      response: new HttpResponse({
        statusCode: this.code,
        headers: this.headers,
        body: this.isBase64Body ? toBytes(this.body as string) : Readable.from([this.body]),
      }),
    });
  }

  updateHttpClientConfig(key: never, value: never): void {}

  httpHandlerConfigs() {
    return {};
  }
}

interface comparableParts {
  [key: string]: string;
}

/**
 * Generates a standard map of un-equal values given input parts.
 */
const compareParts = (expectedParts: comparableParts, generatedParts: comparableParts) => {
  const unequalParts: any = {};
  Object.keys(expectedParts).forEach((key) => {
    if (generatedParts[key] === undefined) {
      unequalParts[key] = { exp: expectedParts[key], gen: undefined };
    } else if (!equivalentContents(expectedParts[key], generatedParts[key])) {
      unequalParts[key] = { exp: expectedParts[key], gen: generatedParts[key] };
    }
  });

  Object.keys(generatedParts).forEach((key) => {
    if (expectedParts[key] === undefined) {
      unequalParts[key] = { exp: undefined, gen: generatedParts[key] };
    }
  });

  if (Object.keys(unequalParts).length !== 0) {
    return unequalParts;
  }
  return undefined;
};

/**
 * Compares all types for equivalent contents, doing nested
 * equality checks based on non-`$metadata`
 * properties that have defined values.
 */
const equivalentContents = (expected: any, generated: any): boolean => {
  if (typeof (global as any).expect === "function") {
    expect(normalizeByteArrayType(generated)).toEqual(normalizeByteArrayType(expected));
    return true;
  }

  let localExpected = expected;

  // Short circuit on equality.
  if (localExpected == generated) {
    return true;
  }

  if (typeof expected !== "object") {
    return expected === generated;
  }

  // If a test fails with an issue in the below 6 lines, it's likely
  // due to an issue in the nestedness or existence of the property
  // being compared.
  delete localExpected["$metadata"];
  delete generated["$metadata"];
  Object.keys(localExpected).forEach((key) => localExpected[key] === undefined && delete localExpected[key]);
  Object.keys(generated).forEach((key) => generated[key] === undefined && delete generated[key]);

  const expectedProperties = Object.getOwnPropertyNames(localExpected);
  const generatedProperties = Object.getOwnPropertyNames(generated);

  // Short circuit on different property counts.
  if (expectedProperties.length != generatedProperties.length) {
    return false;
  }

  // Compare properties directly.
  for (var index = 0; index < expectedProperties.length; index++) {
    const propertyName = expectedProperties[index];
    if (!equivalentContents(localExpected[propertyName], generated[propertyName])) {
      return false;
    }
  }

  return true;
};

const clientParams = {
  region: "us-west-2",
  credentials: { accessKeyId: "key", secretAccessKey: "secret" },
  apiKey: { apiKey: "apiKey" },
  endpoint: {
    url: new URL("https://localhost/"),
    headers: {
      "x-default-header": ["default-header-value"],
    },
  },
};

/**
 * A wrapper function that shadows `fail` from jest-jasmine2
 * (jasmine2 was replaced with circus in > v27 as the default test runner)
 */
const fail = (error?: any): never => {
  throw new Error(error);
};

/**
 * Hexadecimal to byteArray.
 */
const toBytes = (hex: string) => {
  return Buffer.from(hex, "base64");
};

function normalizeByteArrayType(data: any) {
  // normalize float32 errors
  if (typeof data === "number") {
    const u = new Uint8Array(4);
    const dv = new DataView(u.buffer, u.byteOffset, u.byteLength);
    dv.setFloat32(0, data);
    return dv.getFloat32(0);
  }
  if (!data || typeof data !== "object") {
    return data;
  }
  if (data instanceof Uint8Array) {
    return Uint8Array.from(data);
  }
  if (data instanceof String || data instanceof Boolean || data instanceof Number) {
    return data.valueOf();
  }
  const output = {} as any;
  for (const key of Object.getOwnPropertyNames(data)) {
    output[key] = normalizeByteArrayType(data[key]);
  }
  return output;
}

/**
 * The cluster is in the path. The body has only the token.
 */
it("AssumeRolePlain:Request", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new RequestSerializationTestHandler(),
  });

  const command = new AssumeRoleForPodIdentityCommand(
    {
      clusterName: "prod",
      token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl",
    } as any,
  );
  try {
    await client.send(command);
    fail("Expected an EXPECTED_REQUEST_SERIALIZATION_ERROR to be thrown");
    return;
  } catch (err) {
    if (!(err instanceof EXPECTED_REQUEST_SERIALIZATION_ERROR)) {
      fail(err);
      return;
    }
    const r = err.request;
    expect(r.method).toBe("POST");
    expect(r.path).toBe("/clusters/prod/assume-role-for-pod-identity");
    expect(
      r.headers["content-length"],
      `Header key "content-length" should have been defined in ${JSON.stringify(r.headers)}`
    ).toBeDefined();

    expect(r.headers["content-type"]).toBe("application/json");

    expect(r.body, `Body was undefined.`).toBeDefined();
    const utf8Encoder = client.config.utf8Encoder;
    const bodyString = `{\"token\": \"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl\"}`;
    const unequalParts: any = compareEquivalentJsonBodies(bodyString, r.body.toString());
    expect(unequalParts).toBeUndefined();
  }
});

/**
 * A hyphen and an underscore are not escaped in the path.
 */
it("AssumeRoleClusterWithHyphenAndUnderscore:Request", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new RequestSerializationTestHandler(),
  });

  const command = new AssumeRoleForPodIdentityCommand(
    {
      clusterName: "prod-eu_2",
      token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl",
    } as any,
  );
  try {
    await client.send(command);
    fail("Expected an EXPECTED_REQUEST_SERIALIZATION_ERROR to be thrown");
    return;
  } catch (err) {
    if (!(err instanceof EXPECTED_REQUEST_SERIALIZATION_ERROR)) {
      fail(err);
      return;
    }
    const r = err.request;
    expect(r.method).toBe("POST");
    expect(r.path).toBe("/clusters/prod-eu_2/assume-role-for-pod-identity");

    expect(r.headers["content-type"]).toBe("application/json");

    expect(r.body, `Body was undefined.`).toBeDefined();
    const utf8Encoder = client.config.utf8Encoder;
    const bodyString = `{\"token\": \"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl\"}`;
    const unequalParts: any = compareEquivalentJsonBodies(bodyString, r.body.toString());
    expect(unequalParts).toBeUndefined();
  }
});

/**
 * A cluster name of one character.
 */
it("AssumeRoleShortestCluster:Request", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new RequestSerializationTestHandler(),
  });

  const command = new AssumeRoleForPodIdentityCommand(
    {
      clusterName: "7",
      token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl",
    } as any,
  );
  try {
    await client.send(command);
    fail("Expected an EXPECTED_REQUEST_SERIALIZATION_ERROR to be thrown");
    return;
  } catch (err) {
    if (!(err instanceof EXPECTED_REQUEST_SERIALIZATION_ERROR)) {
      fail(err);
      return;
    }
    const r = err.request;
    expect(r.method).toBe("POST");
    expect(r.path).toBe("/clusters/7/assume-role-for-pod-identity");

    expect(r.headers["content-type"]).toBe("application/json");

    expect(r.body, `Body was undefined.`).toBeDefined();
    const utf8Encoder = client.config.utf8Encoder;
    const bodyString = `{\"token\": \"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl\"}`;
    const unequalParts: any = compareEquivalentJsonBodies(bodyString, r.body.toString());
    expect(unequalParts).toBeUndefined();
  }
});

/**
 * A cluster name of 100 characters.
 */
it("AssumeRoleLongestCluster:Request", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new RequestSerializationTestHandler(),
  });

  const command = new AssumeRoleForPodIdentityCommand(
    {
      clusterName: "c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678",
      token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl",
    } as any,
  );
  try {
    await client.send(command);
    fail("Expected an EXPECTED_REQUEST_SERIALIZATION_ERROR to be thrown");
    return;
  } catch (err) {
    if (!(err instanceof EXPECTED_REQUEST_SERIALIZATION_ERROR)) {
      fail(err);
      return;
    }
    const r = err.request;
    expect(r.method).toBe("POST");
    expect(r.path).toBe("/clusters/c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678/assume-role-for-pod-identity");

    expect(r.headers["content-type"]).toBe("application/json");

    expect(r.body, `Body was undefined.`).toBeDefined();
    const utf8Encoder = client.config.utf8Encoder;
    const bodyString = `{\"token\": \"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl\"}`;
    const unequalParts: any = compareEquivalentJsonBodies(bodyString, r.body.toString());
    expect(unequalParts).toBeUndefined();
  }
});

/**
 * A token can have all characters of base64url, and padding.
 */
it("AssumeRoleTokenOfEveryCharacter:Request", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new RequestSerializationTestHandler(),
  });

  const command = new AssumeRoleForPodIdentityCommand(
    {
      clusterName: "prod",
      token: "ABCDEFGHIJKLMNOPQRSTUVWXYZ==.abcdefghijklmnopqrstuvwxyz-_.0123456789-_=",
    } as any,
  );
  try {
    await client.send(command);
    fail("Expected an EXPECTED_REQUEST_SERIALIZATION_ERROR to be thrown");
    return;
  } catch (err) {
    if (!(err instanceof EXPECTED_REQUEST_SERIALIZATION_ERROR)) {
      fail(err);
      return;
    }
    const r = err.request;
    expect(r.method).toBe("POST");
    expect(r.path).toBe("/clusters/prod/assume-role-for-pod-identity");

    expect(r.headers["content-type"]).toBe("application/json");

    expect(r.body, `Body was undefined.`).toBeDefined();
    const utf8Encoder = client.config.utf8Encoder;
    const bodyString = `{\"token\": \"ABCDEFGHIJKLMNOPQRSTUVWXYZ==.abcdefghijklmnopqrstuvwxyz-_.0123456789-_=\"}`;
    const unequalParts: any = compareEquivalentJsonBodies(bodyString, r.body.toString());
    expect(unequalParts).toBeUndefined();
  }
});

/**
 * Every member, with the expiry in seconds since the Unix epoch.
 */
it("AssumeRoleAnswer:Response", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      true,
      200,
      {
        "content-type": "application/json",
      },
      `{
          "subject": {
              "namespace": "default",
              "serviceAccount": "app"
          },
          "audience": "pods.eks.amazonaws.com",
          "podIdentityAssociation": {
              "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
              "associationId": "a-0123456789abcdef0"
          },
          "assumedRoleUser": {
              "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
              "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
          },
          "credentials": {
              "sessionToken": "EXAMPLE-SESSION-TOKEN",
              "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
              "expiration": 1767225600
          }
      }`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  let r: any;
  try {
    r = await client.send(command);
  } catch (err) {
    fail("Expected a valid response to be returned, got " + err);
    return;
  }
  expect(r.$metadata.httpStatusCode).toBe(200);
  const paramsToValidate: any = [
    {
      subject: {
        namespace: "default",
        serviceAccount: "app",
      },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: {
        associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
        associationId: "a-0123456789abcdef0",
      },
      assumedRoleUser: {
        arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
        assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000",
      },
      credentials: {
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        expiration: new Date(1767225600 * 1000),
      },
    },
  ][0];
  Object.keys(paramsToValidate).forEach((param) => {
    expect(
      r[param],
      `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
    ).toBeDefined();
    expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
  });
});

/**
 * ARNs are opaque: those of another partition are not changed.
 */
it("AssumeRoleAnswerOfAnotherPartition:Response", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      true,
      200,
      {
        "content-type": "application/json",
      },
      `{
          "subject": {
              "namespace": "default",
              "serviceAccount": "app"
          },
          "audience": "pods.eks.amazonaws.com",
          "podIdentityAssociation": {
              "associationArn": "arn:aws-cn:eks:cn-north-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
              "associationId": "a-0123456789abcdef0"
          },
          "assumedRoleUser": {
              "arn": "arn:aws-cn:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
              "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
          },
          "credentials": {
              "sessionToken": "EXAMPLE-SESSION-TOKEN",
              "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
              "expiration": 4102444800
          }
      }`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  let r: any;
  try {
    r = await client.send(command);
  } catch (err) {
    fail("Expected a valid response to be returned, got " + err);
    return;
  }
  expect(r.$metadata.httpStatusCode).toBe(200);
  const paramsToValidate: any = [
    {
      subject: {
        namespace: "default",
        serviceAccount: "app",
      },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: {
        associationArn: "arn:aws-cn:eks:cn-north-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
        associationId: "a-0123456789abcdef0",
      },
      assumedRoleUser: {
        arn: "arn:aws-cn:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
        assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000",
      },
      credentials: {
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        expiration: new Date(4102444800 * 1000),
      },
    },
  ][0];
  Object.keys(paramsToValidate).forEach((param) => {
    expect(
      r[param],
      `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
    ).toBeDefined();
    expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
  });
});

/**
 * Epoch seconds can have a fraction.
 */
it("AssumeRoleAnswerFractionalExpiry:Response", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      true,
      200,
      {
        "content-type": "application/json",
      },
      `{
          "subject": {
              "namespace": "default",
              "serviceAccount": "app"
          },
          "audience": "pods.eks.amazonaws.com",
          "podIdentityAssociation": {
              "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
              "associationId": "a-0123456789abcdef0"
          },
          "assumedRoleUser": {
              "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
              "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
          },
          "credentials": {
              "sessionToken": "EXAMPLE-SESSION-TOKEN",
              "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
              "expiration": 1767225600.5
          }
      }`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  let r: any;
  try {
    r = await client.send(command);
  } catch (err) {
    fail("Expected a valid response to be returned, got " + err);
    return;
  }
  expect(r.$metadata.httpStatusCode).toBe(200);
  const paramsToValidate: any = [
    {
      subject: {
        namespace: "default",
        serviceAccount: "app",
      },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: {
        associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
        associationId: "a-0123456789abcdef0",
      },
      assumedRoleUser: {
        arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
        assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000",
      },
      credentials: {
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        expiration: new Date(1.7672256005E9 * 1000),
      },
    },
  ][0];
  Object.keys(paramsToValidate).forEach((param) => {
    expect(
      r[param],
      `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
    ).toBeDefined();
    expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
  });
});

/**
 * The client ignores unknown members at every depth, which a newer server can send.
 */
it("AssumeRoleAnswerUnknownMemberIgnored:Response", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      true,
      200,
      {
        "content-type": "application/json",
      },
      `{
          "subject": {
              "namespace": "default",
              "serviceAccount": "app",
              "podName": "app-0"
          },
          "audience": "pods.eks.amazonaws.com",
          "podIdentityAssociation": {
              "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
              "associationId": "a-0123456789abcdef0"
          },
          "assumedRoleUser": {
              "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
              "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
          },
          "credentials": {
              "sessionToken": "EXAMPLE-SESSION-TOKEN",
              "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
              "expiration": 1767225600,
              "accountId": "111122223333"
          },
          "fromTheFuture": {
              "a": [
                  1,
                  null
              ]
          }
      }`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  let r: any;
  try {
    r = await client.send(command);
  } catch (err) {
    fail("Expected a valid response to be returned, got " + err);
    return;
  }
  expect(r.$metadata.httpStatusCode).toBe(200);
  const paramsToValidate: any = [
    {
      subject: {
        namespace: "default",
        serviceAccount: "app",
      },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: {
        associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
        associationId: "a-0123456789abcdef0",
      },
      assumedRoleUser: {
        arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
        assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000",
      },
      credentials: {
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        expiration: new Date(1767225600 * 1000),
      },
    },
  ][0];
  Object.keys(paramsToValidate).forEach((param) => {
    expect(
      r[param],
      `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
    ).toBeDefined();
    expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
  });
});

/**
 * The header has the name of the error, the body has the message.
 */
it("AccessDeniedError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "AccessDeniedException",
        "content-type": "application/json",
      },
      `{"message": "The caller may not ask for this cluster."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "AccessDeniedException") {
      console.log(err);
      fail(`Expected a AccessDeniedException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The caller may not ask for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Members that the client does not know are ignored.
 */
it("AccessDeniedErrorUnknownMemberIgnored:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "AccessDeniedException",
        "content-type": "application/json",
      },
      `{"message": "The caller may not ask for this cluster.", "fromTheFuture": true}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "AccessDeniedException") {
      console.log(err);
      fail(`Expected a AccessDeniedException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The caller may not ask for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("ExpiredTokenError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "ExpiredTokenException",
        "content-type": "application/json",
      },
      `{"message": "The token has expired."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ExpiredTokenException") {
      console.log(err);
      fail(`Expected a ExpiredTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token has expired.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Text after a colon in the header is not part of the name.
 */
it("ExpiredTokenErrorTypeWithUri:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "ExpiredTokenException:http://internal.example.com/coral/com.amazonaws.eksauth/",
        "content-type": "application/json",
      },
      `{"message": "The token has expired."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ExpiredTokenException") {
      console.log(err);
      fail(`Expected a ExpiredTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token has expired.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Text before a hash in the header is not part of the name.
 */
it("ExpiredTokenErrorTypeWithNamespace:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "com.amazonaws.eksauth#ExpiredTokenException",
        "content-type": "application/json",
      },
      `{"message": "The token has expired."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ExpiredTokenException") {
      console.log(err);
      fail(`Expected a ExpiredTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token has expired.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * A namespace and a URI together.
 */
it("ExpiredTokenErrorTypeWithNamespaceAndUri:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "com.amazonaws.eksauth#ExpiredTokenException:http://internal.example.com/coral/com.amazonaws.eksauth/",
        "content-type": "application/json",
      },
      `{"message": "The token has expired."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ExpiredTokenException") {
      console.log(err);
      fail(`Expected a ExpiredTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token has expired.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("InternalServerError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      500,
      {
        "x-amzn-errortype": "InternalServerException",
        "content-type": "application/json",
      },
      `{"message": "Internal error."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InternalServerException") {
      console.log(err);
      fail(`Expected a InternalServerException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(500);
    const paramsToValidate: any = [
      {
        message: "Internal error.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("InvalidParameterError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "InvalidParameterException",
        "content-type": "application/json",
      },
      `{"message": "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null"}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidParameterException") {
      console.log(err);
      fail(`Expected a InvalidParameterException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("InvalidRequestError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "InvalidRequestException",
        "content-type": "application/json",
      },
      `{"message": "The session policy is too large."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidRequestException") {
      console.log(err);
      fail(`Expected a InvalidRequestException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The session policy is too large.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("InvalidTokenError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "x-amzn-errortype": "InvalidTokenException",
        "content-type": "application/json",
      },
      `{"message": "The token is not valid for this cluster."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidTokenException") {
      console.log(err);
      fail(`Expected a InvalidTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token is not valid for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Without the header, `__type` in the body has the name of the error.
 */
it("InvalidTokenErrorFromDunderType:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "content-type": "application/json",
      },
      `{"__type": "InvalidTokenException", "message": "The token is not valid for this cluster."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidTokenException") {
      console.log(err);
      fail(`Expected a InvalidTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token is not valid for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The namespace in `__type` is not part of the name.
 */
it("InvalidTokenErrorFromDunderTypeWithNamespace:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "content-type": "application/json",
      },
      `{"__type": "com.amazonaws.eksauth#InvalidTokenException", "message": "The token is not valid for this cluster."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidTokenException") {
      console.log(err);
      fail(`Expected a InvalidTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token is not valid for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Without the header, `code` in the body has the name of the error.
 */
it("InvalidTokenErrorFromCode:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      400,
      {
        "content-type": "application/json",
      },
      `{"code": "InvalidTokenException", "message": "The token is not valid for this cluster."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "InvalidTokenException") {
      console.log(err);
      fail(`Expected a InvalidTokenException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(400);
    const paramsToValidate: any = [
      {
        message: "The token is not valid for this cluster.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("ResourceNotFoundError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      404,
      {
        "x-amzn-errortype": "ResourceNotFoundException",
        "content-type": "application/json",
      },
      `{"message": "No association found for the service account."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ResourceNotFoundException") {
      console.log(err);
      fail(`Expected a ResourceNotFoundException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(404);
    const paramsToValidate: any = [
      {
        message: "No association found for the service account.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The message is optional: the name is sufficient.
 */
it("ResourceNotFoundErrorWithoutMessage:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      404,
      {
        "x-amzn-errortype": "ResourceNotFoundException",
        "content-type": "application/json",
      },
      `{}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ResourceNotFoundException") {
      console.log(err);
      fail(`Expected a ResourceNotFoundException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(404);
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header is sufficient: a proxy can have dropped the body.
 */
it("ResourceNotFoundErrorWithoutBody:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      404,
      {
        "x-amzn-errortype": "ResourceNotFoundException",
      },
      ``
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ResourceNotFoundException") {
      console.log(err);
      fail(`Expected a ResourceNotFoundException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(404);
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("ServiceUnavailableError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      503,
      {
        "x-amzn-errortype": "ServiceUnavailableException",
        "content-type": "application/json",
      },
      `{"message": "The issuer of the cluster does not answer."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ServiceUnavailableException") {
      console.log(err);
      fail(`Expected a ServiceUnavailableException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(503);
    const paramsToValidate: any = [
      {
        message: "The issuer of the cluster does not answer.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * The header has the name of the error, the body has the message.
 */
it("ThrottlingError:Error:AssumeRoleForPodIdentity", async () => {
  const client = new EKSAuthClient({
    ...clientParams,
    requestHandler: new ResponseDeserializationTestHandler(
      false,
      429,
      {
        "x-amzn-errortype": "ThrottlingException",
        "content-type": "application/json",
      },
      `{"message": "Too many requests."}`
    ),
  });

  const params: any = {
    clusterName: "placeholder",
  };
  const command = new AssumeRoleForPodIdentityCommand(params);

  try {
    await client.send(command);
  } catch (err) {
    if (err.name !== "ThrottlingException") {
      console.log(err);
      fail(`Expected a ThrottlingException to be thrown, got ${err.name} instead`);
      return;
    }
    const r: any = err;
    expect(r.$metadata.httpStatusCode).toBe(429);
    const paramsToValidate: any = [
      {
        message: "Too many requests.",
      },
    ][0];
    Object.keys(paramsToValidate).forEach((param) => {
      expect(
        r[param],
        `The output field ${param} should have been defined in ${JSON.stringify(r, null, 2)}`
      ).toBeDefined();
      expect(equivalentContents(paramsToValidate[param], r[param])).toBe(true);
    });
    return;
  }
  fail("Expected an exception to be thrown from response");
});

/**
 * Returns a map of key names that were un-equal to value objects showing the
 * discrepancies between the components.
 */
const compareEquivalentJsonBodies = (expectedBody: string, generatedBody: string): Object => {
  const expectedParts = JSON.parse(expectedBody);
  const generatedParts = JSON.parse(generatedBody);

  return compareParts(expectedParts, generatedParts);
}
