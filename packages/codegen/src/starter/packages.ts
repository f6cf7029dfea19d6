import { type Generation, packageName, type Target } from "../emit/target.ts";
import type { Service } from "../model/service.ts";
import { methodName } from "../print/names.ts";
import { CommandError } from "../terminal/command-error.ts";
import { readPackageFiles } from "./manifest.ts";

/** Creates the hand-written files of a client package, by path in the package. Its entry point is generated. */
export async function createClientFiles(
  service: Service,
  { artifacts }: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "client");
  const client = findClientClass(artifacts.clientFiles);
  const command = `${service.operations[0]?.name}Command`;
  return {
    ...(await readPackageFiles("client", ["tsdown.config.ts", "generated-imports.ts"])),
    "vitest.config.ts": vitestConfig,
    "README.md": `# ${name}

A client for ${service.title}, generated from its Smithy model by the official
[smithy-typescript](https://github.com/smithy-lang/smithy-typescript): commands, typed errors, retries and middleware,
for Node.js and browsers.

\`\`\`ts
import { ${client}, ${command} } from "${name}";

const client = new ${client}({ endpoint: "http://127.0.0.1:8080" });
const output = await client.send(
  new ${command}({
    // The members of the operation's input.
  }),
);
\`\`\`
`,
  };
}

const vitestConfig = `import type { ViteUserConfig } from "vitest/config";
import { packageInfoAlias } from "./generated-imports.ts";

const config: ViteUserConfig = {
  resolve: { alias: packageInfoAlias },
  test: {
    include: ["test/**/*.{test,spec}.ts"],
    // The generated tests compare strictly if \`expect\` is a global, otherwise with \`==\`.
    globals: true,
    // They test the wire format, so waiting between the retries of a modelled error is useless.
    env: { AWS_MAX_ATTEMPTS: "1" },
  },
};

export default config;
`;

/** Finds the name of the client class, which comes from the service's name or its \`sdkId\`. */
function findClientClass(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].flatMap((path) => /^src\/(\w+Client)\.ts$/.exec(path)?.[1] ?? []);
  const [name] = names;
  if (name === undefined) {
    throw new CommandError(
      "The official generator wrote no client class. This is a bug in smithy-typescript.",
    );
  }
  return name;
}

/** Creates the hand-written files of a server package, by path in the package. Its entry point is generated. */
export async function createServerFiles(
  service: Service,
  _generation: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "server");
  return {
    ...(await readPackageFiles("server", [
      "tsdown.config.ts",
      "src/node.ts",
      "src/fetch.ts",
      "src/lambda.ts",
    ])),
    "test/handler.test.ts": createTest(service),
    "README.md": `# ${name}

A server stub of ${service.title}, generated from its Smithy model. You write the operations. The stub implements
the protocol: routing, restJson1, the model's constraints, errors, limits and CORS.

\`\`\`ts
import { createServer } from "node:http";
import { create${service.name}Handler, type ${service.name}Service } from "${name}";
import { createNodeListener } from "${name}/node";

declare const service: ${service.name}Service; // yours

createServer(createNodeListener(create${service.name}Handler(service))).listen(8080, "127.0.0.1");
\`\`\`

\`${name}/fetch\` hosts the handler on platforms with \`Request\` and \`Response\`, \`${name}/lambda\` in AWS Lambda.
\`test/handler.test.ts\` has an implementation to start from.
${service.uncheckedPatterns.length === 0 ? "" : uncheckedPatterns}`,
  };
}

const uncheckedPatterns = `
The stub does not check the patterns in [\`src/gen/unchecked-patterns.md\`](src/gen/unchecked-patterns.md), because they can't
be matched safely. Check these values yourself.
`;

function createTest({ name, operations }: Service): string {
  const methods = operations.map((operation) => {
    const method = methodName(operation.name);
    return `  async ${method}() {\n    throw new Error("${method} is not implemented yet.");\n  },\n`;
  });
  return `import { expect, test } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import { create${name}Handler, type ${name}Service } from "../src/gen/index.ts";

/** An implementation to start from. */
const service: ${name}Service = {
${methods.join("")}};

test("rejects a request with an unknown path", async () => {
  const handle = createFetchHandler(create${name}Handler(service, { onError() {} }));
  const response = await handle(new Request("http://localhost/no/such/path"));
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.headers.get("x-amzn-errortype")).not.toBeNull();
});
`;
}

/** Creates the hand-written files of a types package, by path in the package. */
export async function createTypesFiles(
  service: Service,
  _generation: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "types");
  const { "tsdown.config.ts": build = "", ...copied } = await readPackageFiles("types", [
    "tsdown.config.ts",
    "src/error-name.ts",
  ]);
  const { openApi } = target;
  return {
    ...copied,
    "tsdown.config.ts": openApi ? build : build.replace(', wire: "src/gen/wire.ts"', ""),
    "src/index.ts": `/**
 * The types of ${service.title} for code, and its errors.${openApi ? ` \`${name}/wire\` has the types of its JSON.` : ""}
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// The model decides these names. The generated index lists them.
export * from "./gen/index.ts";
`,
    "README.md": `# ${name}

The types of ${service.title}, generated from its Smithy model. No dependencies.

| import | content |
| --- | --- |
| \`${name}\` | types for code: one for each structure, union and enum; the errors |
${openApi ? openApiRows(name) : ""}| \`${name}/model.json\` | the API as a Smithy model, in its JSON AST |
`,
  };
}

function openApiRows(name: string): string {
  return `| \`${name}/wire\` | types for JSON |
| \`${name}/openapi.json\` | the API as an OpenAPI 3.1 document |
`;
}
