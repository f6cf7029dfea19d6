import type { RenderedObject } from "./helm.ts";

/**
 * A right of a service account, as one line: `list eks-auth.dev/podidentityassociations`,
 * `get secrets:eks-auth-ca in eks-auth`, `get /openid/v1/jwks`.
 */
export type Right = string;

/** The parts of a right. */
export interface RightParts {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/log`. */
  readonly resource: string;
  /** Undefined if it is for objects of all names. */
  readonly name?: string | undefined;
  /** Undefined if it is for all namespaces, and for objects without one. */
  readonly namespace?: string | undefined;
}

/** Writes a right as a line. */
export function formatRight({ verb, group, resource, name, namespace }: RightParts): Right {
  const object = `${group === "" ? "" : `${group}/`}${resource}${name === undefined ? "" : `:${name}`}`;
  return `${verb} ${object}${namespace === undefined ? "" : ` in ${namespace}`}`;
}

/** Parses a line of {@link formatRight}. */
export function parseRight(right: Right): RightParts {
  const [verb = "", object = "", , namespace] = right.split(" ");
  const [path = "", name] = object.split(":");
  const [, group = "", resource = path] = /^([^/]*\.[^/]*)\/(.*)$/.exec(path) ?? [];
  return { verb, group, resource, name, namespace };
}

/** Lists the rights that the roles of rendered objects give to a service account. */
export function listRights(objects: readonly RenderedObject[], serviceAccount: string): Right[] {
  return objects
    .filter(({ subjects }) => subjects?.some(({ name }: RenderedObject) => name === serviceAccount))
    .flatMap(({ roleRef, metadata: { namespace } }) => {
      const role = objects.find(
        ({ kind, metadata }) => kind === roleRef.kind && metadata.name === roleRef.name,
      );
      return (role?.rules ?? []).flatMap((rule: RenderedObject) => listRule(rule, namespace));
    })
    .sort();
}

function listRule(rule: RenderedObject, namespace: string | undefined): Right[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [undefined], nonResourceURLs = [] } = rule;
  return verbs.flatMap((verb: string) => [
    ...nonResourceURLs.map((url: string) => `${verb} ${url}`),
    ...apiGroups.flatMap((group: string) =>
      resources.flatMap((resource: string) =>
        resourceNames.map((name: string | undefined) =>
          formatRight({ verb, group, resource, name, namespace }),
        ),
      ),
    ),
  ]);
}
