import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { withTempFolder } from "../files/temp-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { modelFolder, type Project } from "../project/project.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import { buildModel } from "../smithy/build-model.ts";
import { SmithyCli } from "../smithy/cli.ts";
import { CommandError, isToolUnavailable } from "../terminal/command-error.ts";
import { packageKeysOf } from "./bump.ts";
import { requiredBumps } from "./change.ts";
import { diffModels } from "./compare/diff-models.ts";
import { generatedModel } from "./released.ts";
import type { DiffReport } from "./report.ts";
import { runSmithyDiff, type SmithyDiff } from "./smithy-diff.ts";

/** What to compare: each a folder with a model, or a revision of git. */
export interface Versions {
  readonly old: string;
  /** The project's model unless given. */
  readonly now: string | undefined;
  /** The absolute path of the folder that relative paths start from. */
  readonly directory: string;
}

/**
 * Compares two versions of a model. The model of a folder is built by Smithy. That of a revision is the generated one which
 * is committed there, so revisions need no Java.
 *
 * @throws CommandError if a version can't be read, or Java is missing and a folder must be built
 */
export async function createVersionsReport(
  project: Project,
  { old, now, directory }: Versions,
): Promise<DiffReport> {
  const before = await readVersion(project, old, directory);
  const after = await readVersion(project, now ?? modelFolder(project), directory);
  const changes = diffModels(JSON.parse(before), JSON.parse(after));
  const packages = packageKeysOf(project);
  return {
    version: "1.0.0",
    base: old,
    source: now ?? join(project.settings.model, "/"),
    packages,
    changes,
    required: requiredBumps(changes, "1.0.0", packages),
    smithyDiff: await diffWithSmithy(project, before, after),
  };
}

/** @returns the model's JSON AST */
async function readVersion(project: Project, version: string, directory: string): Promise<string> {
  const folder = resolve(directory, version);
  return existsSync(folder) ? buildFolderModel(project, folder) : readCommittedModel(project, version);
}

async function buildFolderModel(project: Project, model: string): Promise<string> {
  const { service } = project.settings;
  const smithy = await SmithyCli.open(findWorkspaceRoot(project.folder));
  const request = { model, service, openApi: false, clientPackage: undefined };
  return (await buildModel(smithy, request)).modelText;
}

async function readCommittedModel(project: Project, revision: string): Promise<string> {
  const path = generatedModel(project);
  const args = ["show", `${revision}:./${path}`];
  try {
    const { stdout } = await promisify(execFile)("git", args, { cwd: project.folder, maxBuffer: 2 ** 28 });
    JSON.parse(stdout) satisfies JsonAst;
    return stdout;
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    throw new CommandError(
      `${revision} is neither a folder nor a revision of git with ${path}: ${(stderr || message).trim()}`,
    );
  }
}

async function diffWithSmithy(project: Project, before: string, after: string): Promise<SmithyDiff> {
  try {
    const smithy = await SmithyCli.open(findWorkspaceRoot(project.folder));
    return await withTempFolder(smithy.buildFolder, "model-diff", async (folder) => {
      const files = [join(folder, "old.json"), join(folder, "new.json")] as const;
      await writeFile(files[0], before);
      await writeFile(files[1], after);
      return { events: await runSmithyDiff(smithy, modelFolder(project), ...files) };
    });
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    return { skipped: error.message };
  }
}
