import { expect, test } from "vitest";
import { importFromOrigins } from "../../src/emit/client-imports.ts";

test("imports forwarded names from the module that defines them, each module once", () => {
  const text = `// smithy-typescript generated code
// @ts-ignore: package.json will be imported from dist folders
import packageInfo from "../package.json"; // eslint-disable-line

import { emitWarningIfUnsupportedVersion as awsCheckVersion } from "@aws-sdk/core/client";
import { createDefaultUserAgentProvider, NODE_APP_ID_CONFIG_OPTIONS } from "@aws-sdk/util-user-agent-node";
import {
  type DefaultsMode as __DefaultsMode,
  type SmithyConfiguration as __SmithyConfiguration,
  Client as __Client,
} from "@smithy/smithy-client";
import { normalizeProvider } from "@smithy/util-middleware";
import type { Provider } from "@smithy/types";

import { getConfig } from "./config";
export { Command as $Command } from "@smithy/smithy-client";
`;
  expect(importFromOrigins(text)).toBe(`// smithy-typescript generated code
// @ts-ignore: package.json will be imported from dist folders
import packageInfo from "../package.json"; // eslint-disable-line

import {
  emitWarningIfUnsupportedVersion as awsCheckVersion,
  createDefaultUserAgentProvider,
  NODE_APP_ID_CONFIG_OPTIONS,
} from "@aws-sdk/core/client";
import {
  type DefaultsMode as __DefaultsMode,
  type SmithyConfiguration as __SmithyConfiguration,
  Client as __Client,
  normalizeProvider,
} from "@smithy/core/client";
import type { Provider } from "@smithy/types";

import { getConfig } from "./config";
export { Command as $Command } from "@smithy/core/client";
`);
});

test("names of one package can be defined in several modules", () => {
  const text =
    'import { type AutomaticJsonStringConversion as __Json, Client } from "@smithy/smithy-client";\n';
  expect(importFromOrigins(text)).toBe(
    'import { type AutomaticJsonStringConversion as __Json } from "@smithy/core/serde";\nimport { Client } from "@smithy/core/client";\n',
  );
});

test("a name that isn't known to be forwarded stays, also next to one that is", () => {
  const text = 'import { getRetryPlugin, somethingNew } from "@smithy/middleware-retry";\n';
  expect(importFromOrigins(text)).toBe(
    'import { getRetryPlugin } from "@smithy/core/retry";\nimport { somethingNew } from "@smithy/middleware-retry";\n',
  );
});

test.each([
  'import { getRetryPlugin } from "./middleware-retry";\n',
  'import { getGlacierPlugin } from "@aws-sdk/middleware-sdk-glacier";\n',
  ' * import { parseUrl } from "@smithy/url-parser";\n',
])("doesn't change %j", (text) => {
  expect(importFromOrigins(text)).toBe(text);
});
