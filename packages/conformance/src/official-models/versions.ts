/** The artifact of the official tests. Two that it depends on can't be had, so its jar is fetched alone. */
export const protocolTests = "software.amazon.smithy:smithy-aws-protocol-tests:1.74.0";

/** What defines the traits that the tests' models use. */
export const traitDefinitions: readonly string[] = [
  "software.amazon.smithy:smithy-aws-traits:1.69.0",
  "software.amazon.smithy:smithy-protocol-test-traits:1.69.0",
  "software.amazon.smithy:smithy-validation-model:1.67.0",
];

/** The generator of the official TypeScript server. */
export const officialGenerator = "software.amazon.smithy.typescript:smithy-aws-typescript-codegen:0.49.1";
