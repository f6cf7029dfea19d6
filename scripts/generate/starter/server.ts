import type { Service } from "../../codegen/model/service.ts";
import { methodName } from "../../codegen/print/names.ts";
import type { Generation } from "../generate-files.ts";
import { packageName, type Target } from "../target.ts";
import { readOwnFiles } from "./own-file.ts";

/** Makes the hand-written files of a server package, by their path in it. Its entry point is generated. */
export async function makeServerFiles(
  service: Service,
  _generation: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "server");
  return {
    ...(await readOwnFiles("server", ["tsdown.config.ts", "src/node.ts", "src/fetch.ts", "src/lambda.ts"])),
    "test/handler.test.ts": makeTest(service),
    "README.md": `# ${name}

A server stub of ${service.title}, generated from its Smithy model. You write the operations; the stub speaks the
protocol: routing, restJson1, the model's constraints, errors, limits and CORS.

\`\`\`ts
import { createServer } from "node:http";
import { create${service.name}Handler, type ${service.name}Service } from "${name}";
import { createNodeListener } from "${name}/node";

declare const service: ${service.name}Service; // yours

createServer(createNodeListener(create${service.name}Handler(service))).listen(8080, "127.0.0.1");
\`\`\`

\`${name}/fetch\` hosts the handler where there are \`Request\` and \`Response\`, \`${name}/lambda\` in AWS Lambda.
\`test/handler.test.ts\` has an implementation to start from.
`,
  };
}

function makeTest({ name, operations }: Service): string {
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

test("a request that leads nowhere is refused", async () => {
  const handle = createFetchHandler(create${name}Handler(service, { onError() {} }));
  const response = await handle(new Request("http://localhost/no/such/path"));
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.headers.get("x-amzn-errortype")).not.toBeNull();
});
`;
}
