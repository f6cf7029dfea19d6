import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@eks-auth/test-kit/repository";
import { type ProgramResult, readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { requireTools } from "./tools.ts";

const baseName = "localhost/base:test";
const imageName = "localhost/eks-auth:test";

/** What an image says about how it runs. */
export interface ImageConfig {
  readonly User: string;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly Env: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly ExposedPorts: Readonly<Record<string, object>>;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

/** The image of deploy/docker/Dockerfile. */
export interface BuiltImage extends AsyncDisposable {
  readonly config: ImageConfig;
  /** The folder with its files. */
  readonly folder: string;
  /** Runs the command of the image with these arguments and a read-only root. @returns what it and its checks print */
  run(configuration: string, args: readonly string[]): Promise<string>;
  /** Runs a program of the image to its end, with a network of its own. @param user - `UID:GID` */
  runToEnd(user: string, program: string, args: readonly string[]): Promise<ProgramResult>;
}

/**
 * Builds the image with buildah, as root, on a base image of this machine's own files. Nothing but npm packages is downloaded, and
 * nothing is left in the storage of this user's images.
 *
 * @throws ToolUnavailableError if buildah or another tool is missing
 */
export async function buildImage(): Promise<BuiltImage> {
  requireTools("buildah", "busybox", "ip", "unshare", "chroot");
  const resources = new AsyncDisposableStack();
  try {
    const storage = resources.use(await makeTempFolder("eks-auth-images"));
    // These work in a container too, and without the kernel's overlay file system.
    const options = ["--storage-driver=vfs", `--root=${storage.resolve("root")}`];
    options.push(`--runroot=${storage.resolve("run")}`);
    const buildah = (...args: readonly string[]) => readOutput("buildah", [...options, ...args]);
    await readOutput("bash", [program("base-image.sh"), baseName, process.execPath, await findNpm()], {
      env: { ...process.env, BUILDAH_OPTIONS: options.join(" ") },
    });
    await buildah(
      ...["build", "--isolation=chroot", "--format=docker", "--quiet", `--build-arg=NODE_IMAGE=${baseName}`],
      ...["--build-arg=VERSION=1.2.3", "--build-arg=REVISION=abc", `--volume=${await npmCache()}:/root/.npm`],
      ...[`--file=${root}deploy/docker/Dockerfile`, `--tag=${imageName}`, root],
    );
    const { Docker } = JSON.parse(await buildah("inspect", "--type=image", imageName));
    const container = (await buildah("from", "--pull-never", imageName)).trim();
    const folder = (await buildah("mount", container)).trim();
    const config: ImageConfig = Docker.config;
    return {
      config,
      folder,
      run: (configuration, args) => runImage(config, folder, configuration, args),
      runToEnd: (user, name, args) =>
        runProgram(
          "unshare",
          ["--mount", "--net", "bash", program("enter-image.sh"), folder, user, name, ...args],
          {
            env: { ...process.env, IMAGE_VARIABLES: config.Env.join(" ") },
          },
        ),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

function runImage(
  config: ImageConfig,
  folder: string,
  configuration: string,
  args: readonly string[],
): Promise<string> {
  const namespaces = ["--mount", "--net", "--pid", "--fork", "--kill-child"];
  return readOutput(
    "unshare",
    [...namespaces, "bash", program("run-image.sh"), folder, configuration, ...args],
    {
      env: {
        ...process.env,
        IMAGE_USER: config.User,
        IMAGE_FOLDER: config.WorkingDir,
        IMAGE_VARIABLES: config.Env.join(" "),
        IMAGE_ENTRYPOINT: config.Entrypoint.join(" "),
        IMAGE_HEALTHCHECK: config.Healthcheck.Test.slice(1).join(" "),
      },
    },
  );
}

function program(name: string): string {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}

/** The folder of npm's own package. */
async function findNpm(): Promise<string> {
  const path = (await readOutput("npm", ["root", "--global"])).trim();
  return `${path}/npm`;
}

async function npmCache(): Promise<string> {
  return (await readOutput("npm", ["config", "get", "cache"], { cwd: dirname(root) })).trim();
}
