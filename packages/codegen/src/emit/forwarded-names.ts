/**
 * Names that a package of the AWS SDK or of Smithy only forwards: by the module that defines them, and by the package from
 * which the official generator imports them. A client that imports them from the module itself installs fewer packages. Newer
 * versions of the generator do so too.
 *
 * The names are those that the generator imports; others, and all types of other packages, stay. Node.js and bundlers for
 * browsers find the same values in both places: a test compares them.
 *
 * @see https://github.com/smithy-lang/smithy-typescript/tree/main/packages/core
 */
export const forwardedNames: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "@aws-sdk/core/client": {
    "@aws-sdk/middleware-host-header": [
      "HostHeaderInputConfig",
      "HostHeaderResolvedConfig",
      "getHostHeaderPlugin",
      "resolveHostHeaderConfig",
    ],
    "@aws-sdk/middleware-logger": ["getLoggerPlugin"],
    "@aws-sdk/middleware-recursion-detection": ["getRecursionDetectionPlugin"],
    "@aws-sdk/middleware-user-agent": [
      "UserAgentInputConfig",
      "UserAgentResolvedConfig",
      "getUserAgentPlugin",
      "resolveUserAgentConfig",
    ],
    "@aws-sdk/region-config-resolver": [
      "getAwsRegionExtensionConfiguration",
      "resolveAwsRegionExtensionConfiguration",
    ],
    "@aws-sdk/util-endpoints": [
      "DefaultAwsRegionalEndpointsInputConfig",
      "DefaultAwsRegionalEndpointsResolvedConfig",
      "awsEndpointFunctions",
      "resolveDefaultAwsRegionalEndpointsConfig",
    ],
    "@aws-sdk/util-user-agent-browser": ["createDefaultUserAgentProvider"],
    "@aws-sdk/util-user-agent-node": ["NODE_APP_ID_CONFIG_OPTIONS", "createDefaultUserAgentProvider"],
  },
  "@smithy/core/checksum": {
    "@smithy/hash-blob-browser": ["blobHasher"],
    "@smithy/hash-stream-node": ["readableStreamHasher"],
    "@smithy/md5-js": ["Md5"],
  },
  "@smithy/core/client": {
    "@smithy/invalid-dependency": ["invalidFunction", "invalidProvider"],
    "@smithy/smithy-client": [
      "Client",
      "Command",
      "DefaultsMode",
      "ExceptionOptionType",
      "NoOpLogger",
      "ServiceException",
      "ServiceExceptionOptions",
      "SmithyConfiguration",
      "SmithyResolvedConfiguration",
      "createAggregatedClient",
      "emitWarningIfUnsupportedVersion",
      "getDefaultExtensionConfiguration",
      "loadConfigsForDefaultMode",
      "resolveDefaultRuntimeConfig",
    ],
    "@smithy/util-middleware": ["getSmithyContext", "normalizeProvider"],
    "@smithy/util-waiter": [
      "WaiterConfiguration",
      "WaiterResult",
      "WaiterState",
      "checkExceptions",
      "createWaiter",
    ],
  },
  "@smithy/core/config": {
    "@smithy/config-resolver": [
      "DEFAULT_USE_DUALSTACK_ENDPOINT",
      "DEFAULT_USE_FIPS_ENDPOINT",
      "NODE_REGION_CONFIG_FILE_OPTIONS",
      "NODE_REGION_CONFIG_OPTIONS",
      "NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS",
      "NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS",
      "RegionInputConfig",
      "RegionResolvedConfig",
      "resolveRegionConfig",
    ],
    "@smithy/node-config-provider": ["loadConfig"],
    "@smithy/util-defaults-mode-browser": ["resolveDefaultsModeConfig"],
    "@smithy/util-defaults-mode-node": ["resolveDefaultsModeConfig"],
  },
  "@smithy/core/endpoints": {
    "@smithy/middleware-endpoint": [
      "EndpointInputConfig",
      "EndpointRequiredInputConfig",
      "EndpointRequiredResolvedConfig",
      "EndpointResolvedConfig",
      "getEndpointPlugin",
      "resolveEndpointConfig",
      "resolveEndpointRequiredConfig",
    ],
    "@smithy/util-endpoints": [
      "BinaryDecisionDiagram",
      "EndpointCache",
      "EndpointParams",
      "customEndpointFunctions",
      "decideEndpoint",
    ],
  },
  "@smithy/core/event-streams": {
    "@smithy/eventstream-serde-browser": ["eventStreamSerdeProvider"],
    "@smithy/eventstream-serde-config-resolver": [
      "EventStreamSerdeInputConfig",
      "EventStreamSerdeResolvedConfig",
      "resolveEventStreamSerdeConfig",
    ],
    "@smithy/eventstream-serde-node": ["eventStreamSerdeProvider"],
  },
  "@smithy/core/protocols": {
    "@smithy/middleware-content-length": ["getContentLengthPlugin"],
    "@smithy/protocol-http": [
      "HttpHandler",
      "HttpHandlerExtensionConfiguration",
      "HttpHandlerUserInput",
      "HttpRequest",
      "HttpResponse",
      "getHttpHandlerExtensionConfiguration",
      "resolveHttpHandlerRuntimeConfig",
    ],
    "@smithy/url-parser": ["parseUrl"],
  },
  "@smithy/core/retry": {
    "@smithy/middleware-retry": [
      "NODE_MAX_ATTEMPT_CONFIG_OPTIONS",
      "NODE_RETRY_MODE_CONFIG_OPTIONS",
      "RetryInputConfig",
      "RetryResolvedConfig",
      "getRetryPlugin",
      "resolveRetryConfig",
    ],
    "@smithy/util-retry": ["DEFAULT_MAX_ATTEMPTS", "DEFAULT_RETRY_MODE"],
  },
  "@smithy/core/serde": {
    "@smithy/hash-node": ["Hash"],
    "@smithy/smithy-client": ["AutomaticJsonStringConversion"],
    "@smithy/util-base64": ["fromBase64", "toBase64"],
    "@smithy/util-body-length-browser": ["calculateBodyLength"],
    "@smithy/util-body-length-node": ["calculateBodyLength"],
    "@smithy/util-stream": ["Uint8ArrayBlobAdapter", "sdkStreamMixin"],
    "@smithy/util-utf8": ["fromUtf8", "toUtf8"],
  },
};

/**
 * Names that a module defines which works like another package, in the form of {@link forwardedNames}: newer versions of the
 * official generator import them from there. The package of `Sha256` depends on seven others.
 */
export const replacedNames: typeof forwardedNames = {
  "@smithy/core/checksum": { "@aws-crypto/sha256-browser": ["Sha256"] },
};

/**
 * The first version of each package that exports all of these names. `@smithy/core` has the forwarded ones from 3.24.0 on, and
 * `Sha256` from 3.27.0 on.
 */
export const firstVersions: Readonly<Record<string, string>> = {
  "@aws-sdk/core": "3.974.11",
  "@smithy/core": "3.27.0",
};
