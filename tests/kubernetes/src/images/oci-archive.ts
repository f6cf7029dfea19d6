import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";

/** Files of an image, as a tar archive. Images can share a layer. */
export interface Layer {
  readonly file: string;
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/** What an image runs, as in a Dockerfile. */
export interface ImageConfig {
  readonly Entrypoint: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
}

/** An image that an archive contains. */
export interface Image {
  /** With its tag: `eks-auth.local/eks-auth:test` */
  readonly name: string;
  /** The lowest one first. */
  readonly layers: readonly Layer[];
  readonly config: ImageConfig;
}

/** The same files always give the same bytes, so that containerd knows a layer that it has. */
const reproducible = [
  "--sort=name",
  "--owner=0",
  "--group=0",
  "--numeric-owner",
  "--mtime=@0",
  "--format=gnu",
];

/**
 * Writes the files of a folder as a layer.
 *
 * @param file - the archive to write
 */
export async function writeLayer(folder: string, file: string): Promise<Layer> {
  await readOutput("tar", [...reproducible, "--directory", folder, "--create", "--file", file, "."]);
  return readLayer(file);
}

/** Reads the digest and the size of a layer that was written before. */
export async function readLayer(file: string): Promise<Layer> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return { file, digest: `sha256:${hash.digest("hex")}`, size: (await stat(file)).size };
}

/**
 * Writes images to an archive, which `ctr images import` reads. It needs no registry and no daemon.
 *
 * @param file - the archive to write
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export async function writeOciArchive(file: string, images: readonly Image[]): Promise<void> {
  await using folder = await makeTempFolder("eks-auth-image");
  const blobs = folder.resolve("blobs", "sha256");
  await mkdir(blobs, { recursive: true });
  const writeBlob = async (mediaType: string, content: object) => {
    const text = JSON.stringify(content);
    const hex = createHash("sha256").update(text).digest("hex");
    await writeFile(join(blobs, hex), text);
    return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
  };
  for (const layer of new Set(images.flatMap(({ layers }) => layers))) {
    await copyFile(layer.file, join(blobs, layer.digest.slice("sha256:".length)));
  }
  const type = "application/vnd.oci.image";
  const manifests: object[] = [];
  for (const { name, layers, config } of images) {
    const digests = layers.map(({ digest }) => digest);
    const manifest = {
      schemaVersion: 2,
      mediaType: `${type}.manifest.v1+json`,
      config: await writeBlob(`${type}.config.v1+json`, {
        architecture: process.arch === "x64" ? "amd64" : process.arch,
        os: "linux",
        config,
        rootfs: { type: "layers", diff_ids: digests },
      }),
      layers: layers.map(({ digest, size }) => ({ mediaType: `${type}.layer.v1.tar`, digest, size })),
    };
    const annotations = { "io.containerd.image.name": name };
    manifests.push({ ...(await writeBlob(`${type}.manifest.v1+json`, manifest)), annotations });
  }
  await folder.write("index.json", JSON.stringify({ schemaVersion: 2, manifests }));
  await folder.write("oci-layout", JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const contents = ["oci-layout", "index.json", "blobs"];
  await readOutput("tar", ["--directory", folder.path, "--create", "--file", file, ...contents]);
}
