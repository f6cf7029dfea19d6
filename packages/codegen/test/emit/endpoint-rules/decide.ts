import { awsEndpointFunctions } from "@aws-sdk/util-endpoints";
import type { Endpoint } from "@eks-auth/client-runtime";
import { customEndpointFunctions, resolveEndpoint } from "@smithy/util-endpoints";
import type { EndpointRules } from "../../../src/model/endpoint-rules.ts";

customEndpointFunctions.aws = awsEndpointFunctions;

/** What rules decide: an endpoint, with the URL in its standard form, or the message of an error. */
export type Decision = Endpoint | { readonly error: string };

/** Values of parameters, by their names in the rules. */
export type Parameters = Readonly<Record<string, string | boolean | string[] | undefined>>;

interface Scheme {
  readonly name: string;
  readonly signingRegion?: string;
  readonly signingName?: string;
}

const noRule = "No endpoint rule applies to the options of the client.";

/** Decides by the AWS SDK's interpreter of rules. It changes neither the rules nor the parameters. */
export function decideBySdk(rules: EndpointRules, parameters: Parameters): Decision {
  return decide(() => {
    const {
      url,
      headers = {},
      properties = {},
    } = resolveEndpoint(structuredClone(rules) as never, {
      endpointParams: structuredClone(parameters) as never,
    });
    const schemes = (properties.authSchemes ?? []) as readonly Scheme[];
    const scheme = schemes.find(({ name }) => name === "sigv4");
    return {
      url: url.href,
      headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(", ")])),
      signingRegion: scheme?.signingRegion,
      signingName: scheme?.signingName,
    };
  });
}

/** Names the built-in parameters as the options of a client. */
export function toOptions({ Region, Endpoint, UseFIPS, UseDualStack, ...others }: Parameters): Parameters {
  return {
    ...others,
    region: Region,
    endpoint: Endpoint,
    useFipsEndpoint: UseFIPS,
    useDualstackEndpoint: UseDualStack,
  };
}

/** Returns the decision of a function that throws if there is no endpoint. */
export function decide(resolve: () => Endpoint): Decision {
  try {
    const { url, headers = {}, signingRegion, signingName } = resolve();
    return { url: new URL(url).href, headers, signingRegion, signingName };
  } catch (error) {
    const { message } = error as Error;
    return { error: message === "Rules evaluation failed" ? noRule : message };
  }
}
