import { ServiceError } from "@eks-auth/client-light";
import {
  AssociationChangeError,
  type AssociationEditor,
  type ChangeErrorCode,
  type ListedAssociation,
  UnusableFileError,
} from "@eks-auth/service";
import type {
  AssociationInfo,
  AssociationList,
  ConsoleFailure,
  ExchangeResult,
  TokenFileInfo,
} from "../console/api-types.ts";
import type { AnswerRequest, ApiAnswer } from "../console/console-listener.ts";
import { CommandError } from "../core/command-error.ts";
import { readAssociation, readNewToken, readObject } from "./console-body.ts";
import type { PodTokenFile, TokenFiles } from "./console-token-files.ts";
import { exchangeToken } from "./exchange-token.ts";
import type { FaultSettings } from "./faults/fault-settings.ts";
import type { Faults } from "./faults/faults.ts";

/** What the API of the console in `eks-auth dev` works with. */
export interface DevApiOptions {
  /** The URL of the EKS Auth API. */
  readonly endpoint: string;
  readonly editor: AssociationEditor;
  readonly faults: Faults;
  readonly tokenFiles: TokenFiles;
  /** The file that `eks-auth dev` writes itself. */
  readonly sample: PodTokenFile;
  /** Formats the shell lines that make AWS SDKs use a token file. */
  readonly formatExports: (tokenFile: string) => string;
  /** Called when the page has changed something, so that other pages show it. */
  readonly onChange: (changed: "faults" | "associations") => void;
  /** Called with an unexpected error. */
  readonly onError: (error: unknown) => void;
}

/** How many associations the page shows. */
const pageSize = 200;

interface Route {
  readonly method: string;
  /** With at most one group: the ID. */
  readonly path: RegExp;
  readonly answer: (id: string, readBody: () => Promise<unknown>) => Promise<ApiAnswer>;
}

/** Creates what answers the forms of the page. No answer has a token or credentials. */
export function createDevApi(options: DevApiOptions): AnswerRequest {
  const routes = [...tokenRoutes(options), ...associationRoutes(options), ...faultRoutes(options)];
  return async (method, path, readBody) => {
    const matching = routes.filter((route) => route.path.test(path));
    const route = matching.find((each) => each.method === method);
    if (route === undefined) {
      return matching.length === 0
        ? fail(404, "not_found", "There is nothing at this path.")
        : fail(405, "method_not_allowed", `Use ${matching.map((each) => each.method).join(" or ")}.`);
    }
    try {
      return await route.answer(route.path.exec(path)?.[1] ?? "", readBody);
    } catch (error) {
      return toFailure(error, options.onError);
    }
  };
}

function tokenRoutes({ endpoint, tokenFiles, sample, formatExports }: DevApiOptions): readonly Route[] {
  const describe = ({
    id,
    namespace,
    serviceAccount,
    podName,
    audience,
    path,
  }: PodTokenFile): TokenFileInfo => ({
    id,
    namespace,
    serviceAccount,
    podName,
    audience,
    path,
    exports: formatExports(path),
  });
  const list = () => [sample, ...tokenFiles.list()];
  return [
    { method: "GET", path: /^tokens$/, answer: async () => ok(list().map(describe)) },
    {
      method: "POST",
      path: /^tokens$/,
      answer: async (_id, readBody) => ok(describe(await tokenFiles.add(readNewToken(await readBody())))),
    },
    {
      method: "DELETE",
      path: /^tokens\/(\w{1,20})$/,
      answer: async (id) => ((await tokenFiles.remove(id)) ? ok({}) : missingToken()),
    },
    {
      method: "POST",
      path: /^tokens\/(\w{1,20})\/exchange$/,
      async answer(id) {
        const file = list().find((each) => each.id === id);
        return file === undefined ? missingToken() : ok(await describeResult(file.path, endpoint));
      },
    },
  ];
}

function missingToken(): ApiAnswer {
  return fail(404, "not_found", "The token file was deleted. Mint another token.");
}

/** What the credentials are stays here. */
async function describeResult(tokenFile: string, endpoint: string): Promise<ExchangeResult> {
  try {
    // One try, so that the page shows one exchange.
    const { $metadata, assumedRoleUser } = await exchangeToken({ tokenFile, endpoint, maxAttempts: 1 });
    return { requestId: $metadata.requestId, outcome: "granted", message: assumedRoleUser.arn };
  } catch (error) {
    if (error instanceof ServiceError) {
      return {
        requestId: error.requestId,
        outcome: "refused",
        message: `${error.name}: ${error.message}`,
      };
    }
    throw error;
  }
}

function associationRoutes({ editor, onChange }: DevApiOptions): readonly Route[] {
  const changed = (association: ListedAssociation): ApiAnswer => {
    onChange("associations");
    return ok(describeAssociation(association));
  };
  return [
    {
      method: "GET",
      path: /^associations$/,
      async answer() {
        const { associations, hasMore } = await editor.list({ limit: pageSize });
        return ok({ associations: associations.map(describeAssociation), hasMore } satisfies AssociationList);
      },
    },
    {
      method: "POST",
      path: /^associations$/,
      answer: async (_id, readBody) => changed(await editor.create(readAssociation(await readBody()))),
    },
    {
      method: "PUT",
      path: /^associations\/(a-[a-z0-9]{17})$/,
      async answer(id, readBody) {
        const { roleArn, targetRoleArn = null, disableSessionTags } = readAssociation(await readBody());
        return changed(await editor.update(id, { roleArn, targetRoleArn, disableSessionTags }));
      },
    },
    {
      method: "DELETE",
      path: /^associations\/(a-[a-z0-9]{17})$/,
      answer: async (id) => changed(await editor.delete(id)),
    },
  ];
}

function describeAssociation({
  id,
  namespace,
  serviceAccount,
  role,
  targetRole,
  disableSessionTags,
}: ListedAssociation): AssociationInfo {
  return {
    id,
    namespace,
    serviceAccount,
    roleArn: role.arn,
    targetRoleArn: targetRole?.arn,
    disableSessionTags,
  };
}

function faultRoutes({ faults, onChange }: DevApiOptions): readonly Route[] {
  return [
    {
      method: "PUT",
      path: /^faults$/,
      async answer(_id, readBody) {
        // It checks names, rates and times itself.
        faults.set(readObject(await readBody()) as FaultSettings);
        onChange("faults");
        return ok(faults.get());
      },
    },
  ];
}

const changeStatuses: Readonly<Record<ChangeErrorCode, number>> = {
  exists: 409,
  missing: 404,
  invalid: 400,
  limit: 409,
  token_reused: 409,
  busy: 503,
  unwritable: 409,
  outcome_unknown: 500,
};

function toFailure(error: unknown, onError: (error: unknown) => void): ApiAnswer {
  if (error instanceof CommandError) {
    return fail(400, error.code, error.message);
  }
  if (error instanceof AssociationChangeError) {
    return fail(changeStatuses[error.code], error.code, error.message);
  }
  if (error instanceof UnusableFileError) {
    return fail(409, error.code, error.message);
  }
  onError(error);
  return fail(500, "internal_error", "It failed unexpectedly. The terminal of eks-auth dev has the error.");
}

function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

function fail(status: number, code: string, message: string): ApiAnswer {
  return { status, body: { code, message } satisfies ConsoleFailure };
}
