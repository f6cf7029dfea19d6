import type { Environment } from "../environment.ts";

/** The variable that has SDKs ignore the addresses that other variables name. */
export const ignoreVariable = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

const addressVariable = /^AWS_ENDPOINT_URL(_|$)/;

/**
 * Has programs ask the STS that knows a development cluster's credentials, unless the user names another one. One that
 * is named beside an agent's address isn't the user's wish: it knows that agent's credentials, as in a shell with the
 * variables that `eks-auth dev` prints.
 *
 * @param user - the environment
 * @returns the changed environment
 */
export function bringSts(user: Environment, stsUrl: string): Environment {
  const heeded = heedAddresses(user);
  const isNamed = heeded.AWS_ENDPOINT_URL_STS
    ? !user.AWS_CONTAINER_CREDENTIALS_FULL_URI
    : Boolean(heeded.AWS_ENDPOINT_URL);
  return isNamed ? heeded : { ...heeded, AWS_ENDPOINT_URL_STS: stsUrl };
}

/** Has SDKs heed the addresses that variables name, without those that they were to ignore. */
function heedAddresses({ [ignoreVariable]: ignore, ...rest }: Environment): Environment {
  return ignore?.toLowerCase() === "true"
    ? Object.fromEntries(Object.entries(rest).filter(([name]) => !addressVariable.test(name)))
    : rest;
}
