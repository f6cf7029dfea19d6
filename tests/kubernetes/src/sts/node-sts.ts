import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StsCall } from "@eks-auth/test-kit/fake-sts";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { addresses } from "../node/configuration.ts";
import type { ClusterNode } from "../node/node.ts";

const program = fileURLToPath(new URL("./programs/fake-sts.ts", import.meta.url));
const port = 4566;

/** A fake AWS STS on a node, which its pods reach by HTTPS. It ends with the node. */
export class NodeSts {
  /** The URL for pods and programs of the node. */
  static readonly url: string = `https://${addresses.node}:${port}`;
  /** The certificate, which is its own authority. */
  readonly certificate: string;
  readonly #program: StartedProgram;

  private constructor(certificate: string, started: StartedProgram) {
    this.certificate = certificate;
    this.#program = started;
  }

  static async start(node: ClusterNode): Promise<NodeSts> {
    const address = addresses.node.split(".").map(Number);
    const { certificate, privateKey } = createSelfSignedCertificate("sts", { names: [{ address }] });
    const [certificateFile, keyFile] = [join(node.state, "sts.crt"), join(node.state, "sts.key")];
    await writeFile(certificateFile, certificate);
    await writeFile(keyFile, privateKey);
    const args = [program, addresses.node, String(port), certificateFile, keyFile];
    const started = node.start(process.execPath, args);
    await started.waitFor("ready\n");
    return new NodeSts(certificate, started);
  }

  /** Every call so far, oldest first. */
  get calls(): readonly StsCall[] {
    const lines = this.#program.stdout.split("\n").slice(1, -1);
    return lines.map((line) => JSON.parse(line));
  }
}
