import { delimiter, join } from "node:path";
import { buildBaseImages } from "../images/base-images.ts";
import { type ClientTools, fetchClientTools } from "../programs/client-tools.ts";
import { fetchDebianPackages } from "../programs/debian-packages.ts";
import { buildGoProgram } from "../programs/go-program.ts";
import { requireNodeMachine } from "./machine.ts";

/** Everything that a node runs. */
export interface NodePrograms {
  readonly tools: ClientTools;
  readonly kubelab: string;
  readonly kubenode: string;
  /** The folder of the unpacked Debian packages. */
  readonly debian: string;
  readonly containerd: string;
  /** The archive of the images that every node has. */
  readonly baseImages: string;
  /** PATH on the node. */
  readonly path: string;
  /** The folder of the shared libraries of the Debian packages. */
  readonly libraries: string;
}

/**
 * Builds what a node runs, unless the cache has it.
 *
 * @throws {ToolUnavailableError} if no node can run on this machine, or something is missing that builds it
 */
export async function prepareNodePrograms(): Promise<NodePrograms> {
  await requireNodeMachine();
  const tools = await fetchClientTools();
  const debian = await fetchDebianPackages();
  const folders = [tools.folder, join(debian, "usr/sbin"), join(debian, "usr/bin"), process.env.PATH ?? ""];
  const architecture = process.arch === "x64" ? "x86_64" : "aarch64";
  return {
    tools,
    debian,
    kubelab: await buildGoProgram("kubelab"),
    kubenode: await buildGoProgram("kubenode"),
    containerd: join(debian, "usr/bin/containerd"),
    baseImages: await buildBaseImages(),
    path: folders.join(delimiter),
    libraries: join(debian, `usr/lib/${architecture}-linux-gnu`),
  };
}
