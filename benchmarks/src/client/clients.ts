import { locateProgram } from "../measure/program-process.ts";

/** A client of the API under test. */
export interface ApiClient {
  /** The name in `--json`. */
  readonly name: "bare-node" | "light" | "official";
  /** The name in tables. */
  readonly title: string;
  /** The path of the module that creates its calls. */
  readonly program: string;
  /** The package; undefined if it is no package. */
  readonly package?: string;
}

/** The baseline: the operation by hand. */
export const bareClient: ApiClient = {
  name: "bare-node",
  title: "bare node:http",
  program: locateProgram("client/bare.js"),
};

/** The client that the AWS SDK's generator makes. */
export const officialClient: ApiClient = {
  name: "official",
  title: "@eks-auth/client",
  program: locateProgram("client/official.js"),
  package: "@eks-auth/client",
};

/** The client of our generator. */
export const lightClient: ApiClient = {
  name: "light",
  title: "@eks-auth/client-light",
  program: locateProgram("client/light.js"),
  package: "@eks-auth/client-light",
};

/** All clients, in the order of the tables. */
export const apiClients: readonly ApiClient[] = [bareClient, lightClient, officialClient];
