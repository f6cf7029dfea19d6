// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { checkRegion, type Endpoint, EndpointError } from "@eks-auth/client-runtime";

/** The names of a partition's regions, and what the rules read. */
type Partition = readonly [regions: RegExp, dualStackDnsSuffix: string];

/** AWS's partitions. The last one has all other regions. */
const partitions: readonly Partition[] = [
  [/^(cn-\w+-\d+|aws-cn-global)$/, "api.amazonwebservices.com.cn"],
  [/^(eusc-de-\w+-\d+)$/, "api.amazonwebservices.eu"],
  [/^(us-iso-\w+-\d+|aws-iso-global)$/, "api.aws.ic.gov"],
  [/^(us-isob-\w+-\d+|aws-iso-b-global)$/, "api.aws.scloud"],
  [/^(eu-isoe-\w+-\d+|aws-iso-e-global)$/, "api.cloud-aws.adc-e.uk"],
  [/^(us-isof-\w+-\d+|aws-iso-f-global)$/, "api.aws.hci.ic.gov"],
  [/^/, "api.aws"],
];

/** Finds the partition of a region. */
function findPartition(region: string): Partition {
  return partitions.find(([regions]) => regions.test(region)) as Partition;
}

/** What the endpoint of Amazon EKS Auth depends on. */
export interface EndpointParameters {
  /** The region of the endpoint. */
  readonly region?: string | undefined;
  /**
   * Whether to use a FIPS endpoint.
   *
   * @defaultValue `false`
   */
  readonly useFipsEndpoint?: boolean | undefined;
  /** A custom endpoint, which replaces the regional one. */
  readonly endpoint?: string | undefined;
}

/**
 * Finds the endpoint of Amazon EKS Auth by the model's rules.
 *
 * @throws {EndpointError} if the rules refuse the parameters
 * @see com.amazonaws.eksauth#EKSAuthFrontend
 */
export function resolveEndpoint(parameters: EndpointParameters): Endpoint {
  const { region: $Region, useFipsEndpoint: $UseFIPS = false, endpoint: $Endpoint } = parameters;
  checkRegion($Region);
  if ($Endpoint != null) {
    if ($UseFIPS) {
      throw new EndpointError("Invalid Configuration: FIPS and custom endpoint are not supported");
    }
    return { url: $Endpoint };
  }
  if ($Region != null) {
    const $PartitionResult = findPartition($Region);
    if ($UseFIPS) {
      return { url: `https://eks-auth-fips.${$Region}.${$PartitionResult[1]}` };
    }
    return { url: `https://eks-auth.${$Region}.${$PartitionResult[1]}` };
  }
  throw new EndpointError("Invalid Configuration: Missing Region");
}
