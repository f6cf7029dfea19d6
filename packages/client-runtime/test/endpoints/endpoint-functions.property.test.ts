import { awsEndpointFunctions, isIpAddress as isIpAddressOfSdk } from "@aws-sdk/util-endpoints";
import { isValidHostLabel as isValidHostLabelOfSdk } from "@smithy/util-endpoints";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkRegion, isValidHostLabel } from "../../src/endpoints/host-label.ts";
import { parseArn } from "../../src/endpoints/parse-arn.ts";
import { isIpAddress } from "../../src/endpoints/parse-url.ts";
import { isVirtualHostableS3Bucket } from "../../src/endpoints/s3-bucket.ts";
import { EndpointError } from "../../src/index.ts";

const label = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "B", "0", "9", "-", ".", "_", "é", "\n"), maxLength: 6 }),
  fc.constantFrom(61, 62, 63, 64).map((length) => "a".repeat(length)),
);
const number = fc.constantFrom(
  "0",
  "1",
  "01",
  "10",
  "99",
  "100",
  "199",
  "200",
  "249",
  "250",
  "255",
  "256",
  "-1",
  "",
);
const address = fc.oneof(
  fc.array(number, { minLength: 3, maxLength: 5 }).map((parts) => parts.join(".")),
  fc.constantFrom("[::1]", "[", "]", "[]", "[::1", "1.2.3.4\n", "example.org"),
);
const part = fc.constantFrom("", "a", "b/c", "/", "eu-west-1");
const arn = fc
  .tuple(fc.constantFrom("arn", "ARN", ""), fc.array(part, { maxLength: 8 }))
  .map(([start, parts]) => [start, ...parts].join(":"));

test("host labels are those of the AWS SDK", () => {
  fc.assert(
    fc.property(label, fc.boolean(), (text, allowSubDomains) => {
      expect(isValidHostLabel(text, allowSubDomains)).toBe(isValidHostLabelOfSdk(text, allowSubDomains));
    }),
    { numRuns: 500 },
  );
});

test("IP addresses are those of the AWS SDK", () => {
  fc.assert(
    fc.property(address, (text) => {
      expect(isIpAddress(text)).toBe(isIpAddressOfSdk(text));
    }),
    { numRuns: 500 },
  );
});

test("ARNs are those of the AWS SDK", () => {
  fc.assert(
    fc.property(arn, (text) => {
      expect(parseArn(text)).toEqual(awsEndpointFunctions.parseArn?.(text) ?? undefined);
    }),
    { numRuns: 500 },
  );
});

test("buckets that can be a part of the host are those of the AWS SDK", () => {
  fc.assert(
    fc.property(fc.oneof(label, address), fc.boolean(), (text, allowSubDomains) => {
      const expected = awsEndpointFunctions.isVirtualHostableS3Bucket?.(text, allowSubDomains);
      expect(isVirtualHostableS3Bucket(text, allowSubDomains)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test.each(["eu-west-1", "aws-global", "local", undefined])("the region %s is accepted", (region) => {
  expect(checkRegion(region)).toBeUndefined();
});

test.each(["", "example.org/", "eu-west-1#", "a@b", "evil.example.org", "-a"])(
  "the region %j is refused",
  (region) => {
    expect(() => checkRegion(region)).toThrow(EndpointError);
  },
);
