import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { createVirtualEnvironment } from "./python.ts";

const environment = fileURLToPath(new URL("../../build/moto", import.meta.url));
const requirements = fileURLToPath(new URL("../../programs/moto/requirements.txt", import.meta.url));

/** moto's account for calls without credentials. */
export const accountId = "123456789012";

/** Credentials of a user. */
export interface UserCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Installs moto.
 *
 * @returns the path of its Python
 * @throws {ToolUnavailableError} if there is no Python
 */
export function installMoto(): Promise<string> {
  return createVirtualEnvironment(environment, requirements);
}

/** moto on 127.0.0.1: an independent implementation of STS and IAM. */
export class Moto {
  readonly url: string;
  readonly #program: StartedProgram;

  private constructor(url: string, program: StartedProgram) {
    this.url = url;
    this.#program = program;
  }

  /**
   * Starts moto. The first time it is installed.
   *
   * @throws {ToolUnavailableError} if there is no Python
   */
  static async start(): Promise<Moto> {
    const python = await installMoto();
    for (;;) {
      const port = String(await findFreePort());
      const program = new StartedProgram(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", port]);
      const moto = new Moto(`http://127.0.0.1:${port}`, program);
      try {
        await program.waitUntil(() => moto.#isReady());
        program.requireRunning();
        return moto;
      } catch (error) {
        // moto cannot choose a port itself. If another process took this one, it gets another.
        if (!/address .*in use/i.test(program.stderr)) {
          throw error;
        }
      }
    }
  }

  /** Makes moto check signatures and policies from now on, as AWS does. */
  async enforce(): Promise<void> {
    const response = await fetch(`${this.url}/moto-api/reset-auth`, { method: "POST", body: "0" });
    await response.body?.cancel();
  }

  /**
   * Sets up the account of docs/iam.md: a user for this service, a role `app` that trusts it, a role `data` that requires
   * an external ID, and a role `amazon` that trusts only Amazon's own service.
   */
  async setUpAccount(externalId: string): Promise<UserCredentials> {
    const user = `arn:aws:iam::${accountId}:user/eks-auth`;
    const canAssume = writePolicy({ Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" });
    const policy = { PolicyName: "assume", PolicyDocument: canAssume };
    await this.#callIam("CreateUser", { UserName: "eks-auth" });
    await this.#callIam("PutUserPolicy", { UserName: "eks-auth", ...policy });
    await this.#createRole("app", { Principal: { AWS: user } });
    await this.#callIam("PutRolePolicy", { RoleName: "app", ...policy });
    const condition = { StringEquals: { "sts:ExternalId": externalId } };
    await this.#createRole("data", { Principal: { AWS: "*" }, Condition: condition });
    // moto cannot read a trust policy without an AWS principal.
    await this.#createRole("amazon", { Principal: { AWS: "none", Service: "pods.eks.amazonaws.com" } });
    const key = await this.#callIam("CreateAccessKey", { UserName: "eks-auth" });
    return {
      accessKeyId: readElement(key, "AccessKeyId"),
      secretAccessKey: readElement(key, "SecretAccessKey"),
    };
  }

  /**
   * Stores a policy in IAM, which validates it: a trust policy if it names a principal, otherwise a permissions policy.
   *
   * @throws Error if moto rejects it
   */
  async storePolicy(policy: string): Promise<void> {
    const name = `role-${randomUUID()}`;
    if (policy.includes('"Principal"')) {
      await this.#createRole(name, { Principal: { AWS: "*" } });
      // moto validates a trust policy only in this action.
      await this.#callIam("UpdateAssumeRolePolicy", { RoleName: name, PolicyDocument: policy });
    } else {
      await this.#callIam("CreatePolicy", { PolicyName: name, PolicyDocument: policy });
    }
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  #isReady(): Promise<boolean> {
    return fetch(`${this.url}/moto-api/data.json`).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
  }

  #createRole(name: string, trust: object): Promise<string> {
    const document = writePolicy({ Action: ["sts:AssumeRole", "sts:TagSession"], ...trust });
    return this.#callIam("CreateRole", { RoleName: name, AssumeRolePolicyDocument: document });
  }

  /** moto accepts unsigned calls until {@link enforce} is called. The header selects the service. */
  async #callIam(action: string, parameters: Record<string, string>): Promise<string> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { authorization: "AWS4-HMAC-SHA256 Credential=none/20260102/us-east-1/iam/aws4_request" },
      body: new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters }),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`moto answered ${action} with ${response.status}: ${answer}`);
    }
    return answer;
  }
}

function writePolicy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

function readElement(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? "";
}
