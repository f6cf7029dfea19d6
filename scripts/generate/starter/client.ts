import type { Service } from "../../codegen/model/service.ts";
import { Failure } from "../../failure.ts";
import type { Generation } from "../generate-files.ts";
import { packageName, type Target } from "../target.ts";
import { readOwnFiles } from "./own-file.ts";

/** Makes the hand-written files of a client package, by their path in it. Its entry point is generated. */
export async function makeClientFiles(
  service: Service,
  { artifacts }: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  const name = packageName(target, "client");
  const client = findClientClass(artifacts.clientFiles);
  const command = `${service.operations[0]?.name}Command`;
  return {
    ...(await readOwnFiles("client", ["tsdown.config.ts", "generated-imports.ts"])),
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
    // The generated tests compare strictly where \`expect\` is a global, and with \`==\` where it isn't.
    globals: true,
    // They are about the wire format: waiting between the retries of a modelled error proves nothing.
    env: { AWS_MAX_ATTEMPTS: "1" },
  },
};

export default config;
`;

/** Its name comes from the service's, or from the \`sdkId\` of an AWS service. */
function findClientClass(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].flatMap((path) => /^src\/(\w+Client)\.ts$/.exec(path)?.[1] ?? []);
  const [name] = names;
  if (name === undefined) {
    throw new Failure("The official generator wrote no client class. This is a fault of smithy-typescript.");
  }
  return name;
}
