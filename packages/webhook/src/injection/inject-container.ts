import { appendAll, formatPointer, type PatchOperation } from "./json-patch.ts";
import type { Container } from "./pod.ts";
import { type InjectionSettings, injectedNames } from "./settings.ts";

/** The variables that lead AWS SDKs to the agent. */
const credentialVariables = ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];

const regionVariables = ["AWS_DEFAULT_REGION", "AWS_REGION"];

const stsVariable = "AWS_STS_REGIONAL_ENDPOINTS";

interface Variable {
  readonly name: string;
  readonly value: string;
}

/**
 * Lists the variables that a container lacks, in the order of AWS's webhook. A container that sets one variable of a group
 * itself gets none of the group: half of each would lead to the wrong place.
 */
export function listMissingVariables(
  { env = [] }: Container,
  { credentialsUrl, region, regionalSts }: InjectionSettings,
  isWindows: boolean,
): readonly Variable[] {
  const own = new Set(env.map(({ name }) => name));
  const sets = (names: readonly string[]): boolean => names.some((name) => own.has(name));
  const file = `${injectedNames.mountPath}/${injectedNames.tokenFile}`;
  const tokenFile = isWindows ? `C:${file.replaceAll("/", "\\")}` : file;
  const values = [credentialsUrl, tokenFile];
  return [
    ...(regionalSts && !own.has(stsVariable) ? [{ name: stsVariable, value: "regional" }] : []),
    ...(region !== undefined && !sets(regionVariables)
      ? regionVariables.map((name) => ({ name, value: region }))
      : []),
    ...(sets(credentialVariables)
      ? []
      : credentialVariables.map((name, index) => ({ name, value: values[index] ?? "" }))),
  ];
}

/**
 * Adds variables and the mount of the token to a container.
 *
 * @param segments - where the container is in the pod
 * @param needsMount - whether it does not have the token yet
 */
export function patchContainer(
  container: Container,
  segments: readonly (string | number)[],
  variables: readonly Variable[],
  needsMount: boolean,
): readonly PatchOperation[] {
  const { volume: name, mountPath } = injectedNames;
  return [
    ...appendAll(container.env, formatPointer(...segments, "env"), variables),
    ...appendAll(
      container.volumeMounts,
      formatPointer(...segments, "volumeMounts"),
      needsMount ? [{ name, readOnly: true, mountPath }] : [],
    ),
  ];
}
