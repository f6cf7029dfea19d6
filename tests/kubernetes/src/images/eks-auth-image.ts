import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { fetchDebianPackages } from "../programs/debian-packages.ts";
import { imageOf } from "./base-images.ts";
import { buildNodeLayer } from "./node-layer.ts";
import { type Image, type ImageConfig, writeLayer, writeOciArchive } from "./oci-archive.ts";

/** The repository of the command's image in the archive. Its tags are `test` and the version of the chart. */
export const eksAuthRepository = "eks-auth.local/eks-auth";
/** Calls AWS with the AWS SDK for JavaScript. `node call-aws.mjs` prints who AWS says that it is. */
export const awsSdkImage: string = imageOf("aws-sdk");

/**
 * Builds the image of the eks-auth command from this workspace, which must be built, and an image with the AWS SDK. What it
 * runs comes from deploy/docker/Dockerfile. Unlike that, it needs no registry and no daemon.
 *
 * @param archive - the file to write
 */
export async function buildEksAuthImages(archive: string): Promise<void> {
  await using folder = await makeTempFolder("eks-auth-images");
  const node = await buildNodeLayer();
  const files = folder.resolve("root");
  await collectCommand(folder.resolve("workspace"), join(files, "opt/eks-auth"));
  // Debian's busybox is ip if it has that name.
  await mkdir(join(files, "usr/bin"), { recursive: true });
  await cp(join(await fetchDebianPackages(), "bin/busybox"), join(files, "usr/bin/ip"));
  const command = await writeLayer(files, folder.resolve("command.layer"));
  await mkdir(folder.resolve("program/opt"), { recursive: true });
  await cp(
    new URL("./programs/call-aws.mjs", import.meta.url),
    folder.resolve("program/opt/eks-auth/call-aws.mjs"),
  );
  const program = await writeLayer(folder.resolve("program"), folder.resolve("program.layer"));
  const config = await readDockerfile();
  const images: readonly Image[] = [
    ...["test", "0.0.0"].map((tag) => ({
      name: `${eksAuthRepository}:${tag}`,
      layers: [node, command],
      config,
    })),
    {
      name: awsSdkImage,
      // The AWS SDK is one of the command's dependencies.
      layers: [node, command, program],
      config: { Entrypoint: ["node"], Env: config.Env ?? [], WorkingDir: "/opt/eks-auth" },
    },
  ];
  await writeOciArchive(archive, images);
}

/**
 * Copies the command with its production dependencies, as deploy/docker/Dockerfile does after it has removed all others.
 *
 * @param workspace - a folder to create
 * @param target - a folder to create
 */
async function collectCommand(workspace: string, target: string): Promise<void> {
  const list = ["ls", "--omit=dev", "--all", "--parseable", "--workspace", "@eks-auth/cli"];
  const folders = (await readOutput("npm", list, { cwd: root })).trim().split("\n");
  const dependencies = folders
    .map((folder) => relative(root, folder))
    .filter((folder) => /^node_modules\/(?!@eks-auth\/)/.test(folder));
  for (const folder of dependencies) {
    await cp(join(root, folder), join(workspace, folder), { recursive: true });
  }
  for (const linked of ["LICENSE", "deploy", "packages"]) {
    await symlink(join(root, linked), join(workspace, linked));
  }
  await readOutput(process.execPath, [join(root, "deploy/docker/collect.mjs"), target], { cwd: workspace });
}

/** Reads what the image of deploy/docker/Dockerfile runs. */
async function readDockerfile(): Promise<ImageConfig> {
  const text = await readFile(join(root, "deploy/docker/Dockerfile"), "utf8");
  const last = text.slice(text.lastIndexOf("\nFROM "));
  const read = (instruction: string) => new RegExp(`^${instruction} (.*)$`, "m").exec(last)?.[1] ?? "";
  return {
    Entrypoint: JSON.parse(read("ENTRYPOINT")),
    Cmd: JSON.parse(read("CMD")),
    Env: ["PATH=/usr/local/bin:/usr/bin:/bin", read("ENV")],
    User: read("USER"),
    WorkingDir: read("WORKDIR"),
  };
}
