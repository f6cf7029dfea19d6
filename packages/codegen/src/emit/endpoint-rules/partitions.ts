/** A partition of AWS: regions with their own accounts and names. */
export interface Partition {
  /** Matches the names of its regions. */
  readonly regions: string;
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly implicitGlobalRegion: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
}

/** The name of an attribute that endpoint rules can read. */
export type PartitionAttribute = Exclude<keyof Partition, "regions">;

const supported = { supportsFIPS: true, supportsDualStack: true };

/** The partition of all regions that are in no other one. */
export const defaultPartition: Partition = {
  regions: "",
  name: "aws",
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws",
  implicitGlobalRegion: "us-east-1",
  ...supported,
};

/**
 * The other partitions.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/blob/main/packages-internal/core/src/submodules/client/util-endpoints/lib/aws/partitions.json
 */
export const otherPartitions: readonly Partition[] = [
  {
    regions: "cn-\\w+-\\d+|aws-cn-global",
    name: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn",
    implicitGlobalRegion: "cn-northwest-1",
    ...supported,
  },
  {
    regions: "eusc-de-\\w+-\\d+",
    name: "aws-eusc",
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu",
    implicitGlobalRegion: "eusc-de-east-1",
    ...supported,
  },
  {
    regions: "us-iso-\\w+-\\d+|aws-iso-global",
    name: "aws-iso",
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov",
    implicitGlobalRegion: "us-iso-east-1",
    ...supported,
  },
  {
    regions: "us-isob-\\w+-\\d+|aws-iso-b-global",
    name: "aws-iso-b",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud",
    implicitGlobalRegion: "us-isob-east-1",
    ...supported,
  },
  {
    regions: "eu-isoe-\\w+-\\d+|aws-iso-e-global",
    name: "aws-iso-e",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
    implicitGlobalRegion: "eu-isoe-west-1",
    ...supported,
  },
  {
    regions: "us-isof-\\w+-\\d+|aws-iso-f-global",
    name: "aws-iso-f",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov",
    implicitGlobalRegion: "us-isof-south-1",
    ...supported,
  },
  {
    regions: "us-gov-\\w+-\\d+|aws-us-gov-global",
    name: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws",
    implicitGlobalRegion: "us-gov-west-1",
    ...supported,
  },
];
