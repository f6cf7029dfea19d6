import { cp, mkdir, readFile } from "node:fs/promises";
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
  const collect = join(root, "deploy/docker/collect.mjs");
  await readOutput(process.execPath, [collect, join(files, "opt/eks-auth")], { cwd: root });
  // Debian's busybox is ip if it has that name.
  await mkdir(join(files, "usr/bin"), { recursive: true });
  await cp(join(await fetchDebianPackages(), "bin/busybox"), join(files, "usr/bin/ip"));
  const command = await writeLayer(files, folder.resolve("command.layer"));
  await mkdir(folder.resolve("program/opt"), { recursive: true });
  await cp(
    new URL("./programs/call-aws.mjs", import.meta.url),
    folder.resolve("program/opt/eks-auth/call-aws.mjs"),
  );
  await copyAwsSdk(folder.resolve("program/opt/eks-auth"));
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
      layers: [node, command, program],
      config: { Entrypoint: ["node"], Env: config.Env ?? [], WorkingDir: "/opt/eks-auth" },
    },
  ];
  await writeOciArchive(archive, images);
}

/**
 * Copies the AWS SDK, with all other dependencies of the service.
 *
 * @param target - a folder that exists
 */
async function copyAwsSdk(target: string): Promise<void> {
  const list = ["ls", "--omit=dev", "--all", "--parseable", "--workspace", "@eks-auth/service"];
  const folders = (await readOutput("npm", list, { cwd: root })).trim().split("\n");
  const dependencies = folders
    .map((folder) => relative(root, folder))
    .filter((folder) => /^node_modules\/(?!@eks-auth\/)/.test(folder));
  for (const folder of dependencies) {
    await cp(join(root, folder), join(target, folder), { recursive: true });
  }
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
