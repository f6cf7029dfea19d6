import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeApiReference } from "./api-reference.ts";
import { formatHttpApi } from "./http-api.ts";
import { stagePages } from "./stage-pages.ts";

/** The packages with the OpenAPI documents, by the name of the model's pages. */
const documents: Readonly<Record<string, string>> = {
  "eks-auth": "packages/types",
  "eks-api": "eks-api/packages/types",
};

/**
 * Writes all pages that VitePress reads.
 *
 * @param root - the absolute path of the repository
 * @param site - the absolute path of the folder for the pages
 * @throws {CommandError} `site_not_valid` if a page can't be made
 */
export async function writeSite(root: string, site: string): Promise<void> {
  stagePages(root, site);
  for (const [name, folder] of Object.entries(documents)) {
    writeHttpApi(site, name, join(root, folder, "src/gen/openapi.json"));
  }
  await writeApiReference(root, join(site, "api"));
}

function writeHttpApi(site: string, name: string, file: string): void {
  const download = `openapi/${name}.json`;
  cpSync(file, join(site, "public", download));
  mkdirSync(join(site, "http"), { recursive: true });
  const page = formatHttpApi(
    JSON.parse(readFileSync(file, "utf8")),
    `../${download}`,
    `/model/${name}/index.md`,
  );
  writeFileSync(join(site, "http", `${name}.md`), page);
}
