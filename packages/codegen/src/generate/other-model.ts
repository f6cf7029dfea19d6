import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { projectTarget, type TargetOptions } from "../emit/target.ts";
import { npxCommandLine } from "../project/command-line.ts";
import { findProject, findProjectFolder, type Project, settingsFile } from "../project/project.ts";
import { formatSettings, type ProjectSettings } from "../project/settings.ts";
import { readModelSource } from "../smithy/model-source.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";
import type { Prepare } from "./generate.ts";
import { generatePackages } from "./project-packages.ts";

/**
 * Generates the packages of another model, and prints a summary. The folder becomes a project: it gets a codegen.json with
 * the options. Files that are written by hand are created only for new packages. Nothing is written if a step fails.
 *
 * @returns the exit code, 0
 * @throws CommandError if the model is not valid or can't be generated, or the folder belongs to something else
 */
export async function generateOtherModel(
  options: TargetOptions,
  progress: Progress,
  prepare?: Prepare,
): Promise<number> {
  await requireOutputOutsideModel(options);
  await requireNoProjectAround(options);
  const { out: folder, workFolder } = options;
  const isNew = !existsSync(join(folder, settingsFile));
  const project = isNew ? createProject(options) : await openProject(options);
  const created = isNew ? new Map([[settingsFile, formatSettings(project.settings)]]) : new Map();
  const target = { ...projectTarget(project), workFolder };
  const { count, changed, notices, times } = await generatePackages(
    project,
    target,
    progress,
    prepare,
    created,
  );
  process.stdout.write(
    [
      `Generated ${count} files in ${folder}, ${changed} of them changed.`,
      ...notices,
      times.format(),
      "",
    ].join("\n"),
  );
  return 0;
}

function createProject(options: TargetOptions, docs?: string): Project {
  const { model, out, scope, prefix, service, openApi, clients, patterns } = options;
  const settings = {
    model: relative(out, model) || ".",
    packages: ".",
    scope,
    prefix,
    service,
    patterns,
    openapi: openApi,
    clients,
    docs,
  };
  return { folder: out, settings, commandLine: npxCommandLine };
}

/** @throws CommandError if the settings of the existing project are not those of the options */
async function openProject(options: TargetOptions): Promise<Project> {
  const { out, service } = options;
  const project = await findProject(out, npxCommandLine);
  // Options need not repeat the service, and there is none for the pages.
  const { settings: wanted } = createProject(
    { ...options, service: service ?? project.settings.service },
    project.settings.docs,
  );
  const names = Object.keys(wanted) as (keyof ProjectSettings)[];
  const different = names.filter(
    (name) => readSetting(project, name) !== readSetting({ folder: out, settings: wanted }, name),
  );
  if (different.length > 0) {
    const lines = different.map((name) => `${name} is ${project.settings[name]}, not ${wanted[name]}`);
    throw new CommandError(
      `The options differ from ${join(out, settingsFile)}: ${lines.join("; ")}. Change that file, or the options.`,
    );
  }
  return project;
}

/** The packages of a project have its settings, and its lock has their digests. */
async function requireNoProjectAround({ out }: TargetOptions): Promise<void> {
  const around = findProjectFolder(dirname(out));
  if (around === undefined) {
    return;
  }
  const { folder, settings, commandLine } = await findProject(around, npxCommandLine);
  if (resolve(folder, settings.packages) === out) {
    throw new CommandError(
      `${out} has the packages of the project in ${folder}. Run \`${commandLine("generate")}\` there, or choose another --out.`,
    );
  }
}

/** A path can be written in several ways. */
function readSetting(
  { folder, settings }: Pick<Project, "folder" | "settings">,
  name: keyof ProjectSettings,
) {
  return name === "model" || name === "packages" ? resolve(folder, settings[name]) : settings[name];
}

/** Smithy reads JSON files too, so it would read the generated model as part of the model. */
async function requireOutputOutsideModel({ model, out }: TargetOptions): Promise<void> {
  const { sources, imports } = await readModelSource(model);
  const around = [...sources, ...imports].find((path) => !relative(path, out).split(sep).includes(".."));
  if (around !== undefined) {
    throw new CommandError(`${out} is in ${around}, which Smithy reads as the model. Choose another --out.`);
  }
}
