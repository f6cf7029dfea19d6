import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach } from "vitest";
import { runInProcess } from "../../support/run-in-process.ts";

/** The start of a role's ARN. */
export const role = "arn:aws:iam::111122223333:role/";

/** The association file of the cluster edge. */
export const associations: string = `# who has what
associations:
  - namespace: team-*
    serviceAccount: "*"
    roleArn: ${role}team # all of them
  - namespace: shop
    serviceAccount: cart
    roleArn: ${role}cart
    targetRoleArn: arn:aws:iam::444455556666:role/data
    durationSeconds: 900
`;

/** The configuration. */
export const configuration: string = `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
`;

/** A folder with a configuration that has the cluster edge, and its associations: a new one for each test. */
export class AssociationFolder {
  #folder!: TempFolder;

  constructor() {
    beforeEach(async () => {
      this.#folder = await makeTempFolder("eks-auth-association");
      await this.write("eks-auth.yaml", configuration);
      await this.write("edge.yaml", associations);
    });
    afterEach(() => this.#folder.remove());
  }

  get path(): string {
    return this.#folder.path;
  }

  /** The configuration file. */
  get config(): string {
    return this.#folder.resolve("eks-auth.yaml");
  }

  /** The association file. */
  get file(): string {
    return this.#folder.resolve("edge.yaml");
  }

  readFile(): Promise<string> {
    return this.#folder.read("edge.yaml");
  }

  write(name: string, text: string): Promise<string> {
    return this.#folder.write(name, text);
  }

  /** Runs `eks-auth association NAME` for the cluster. */
  run(name: string, ...args: string[]): Promise<Omit<ProgramResult, "signal">> {
    return runInProcess("association", name, "--config", this.config, "--cluster", "edge", ...args);
  }
}

/** The options that name an association. */
export function names(namespace: string, serviceAccount: string): string[] {
  return ["--namespace", namespace, "--service-account", serviceAccount];
}
