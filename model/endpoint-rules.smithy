$version: "2.0"

namespace com.amazonaws.eksauth

use smithy.rules#endpointRuleSet
use smithy.rules#endpointTests

// The endpoints of the service. A custom endpoint takes precedence, but excludes FIPS. Without one, the region decides.
apply EKSAuthFrontend @endpointRuleSet({
    version: "1.0"
    parameters: {
        Region: { builtIn: "AWS::Region", required: false, documentation: "The region of the endpoint.", type: "String" }
        UseFIPS: { builtIn: "AWS::UseFIPS", required: true, default: false, documentation: "Whether to use a FIPS endpoint.", type: "Boolean" }
        Endpoint: { builtIn: "SDK::Endpoint", required: false, documentation: "A custom endpoint, which replaces the regional one.", type: "String" }
    }
    rules: [
        {
            conditions: [
                {
                    fn: "isSet"
                    argv: [
                        {
                            ref: "Endpoint"
                        }
                    ]
                }
            ]
            rules: [
                {
                    conditions: [
                        {
                            fn: "booleanEquals"
                            argv: [
                                {
                                    ref: "UseFIPS"
                                }
                                true
                            ]
                        }
                    ]
                    error: "Invalid Configuration: FIPS and custom endpoint are not supported"
                    type: "error"
                }
                {
                    conditions: []
                    endpoint: {
                        url: { ref: "Endpoint" }
                        properties: {}
                        headers: {}
                    }
                    type: "endpoint"
                }
            ]
            type: "tree"
        }
        {
            conditions: [
                {
                    fn: "isSet"
                    argv: [
                        {
                            ref: "Region"
                        }
                    ]
                }
            ]
            rules: [
                {
                    conditions: [
                        {
                            fn: "aws.partition"
                            argv: [
                                {
                                    ref: "Region"
                                }
                            ]
                            assign: "PartitionResult"
                        }
                    ]
                    rules: [
                        {
                            conditions: [
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        true
                                        {
                                            fn: "getAttr"
                                            argv: [
                                                {
                                                    ref: "PartitionResult"
                                                }
                                                "supportsDualStack"
                                            ]
                                        }
                                    ]
                                }
                            ]
                            rules: [
                                {
                                    conditions: [
                                        {
                                            fn: "booleanEquals"
                                            argv: [
                                                {
                                                    ref: "UseFIPS"
                                                }
                                                true
                                            ]
                                        }
                                    ]
                                    rules: [
                                        {
                                            conditions: [
                                                {
                                                    fn: "booleanEquals"
                                                    argv: [
                                                        {
                                                            fn: "getAttr"
                                                            argv: [
                                                                {
                                                                    ref: "PartitionResult"
                                                                }
                                                                "supportsFIPS"
                                                            ]
                                                        }
                                                        true
                                                    ]
                                                }
                                            ]
                                            rules: [
                                                {
                                                    conditions: []
                                                    endpoint: {
                                                        url: "https://eks-auth-fips.{Region}.{PartitionResult#dualStackDnsSuffix}"
                                                        properties: {}
                                                        headers: {}
                                                    }
                                                    type: "endpoint"
                                                }
                                            ]
                                            type: "tree"
                                        }
                                        {
                                            conditions: []
                                            error: "FIPS is enabled but this partition does not support FIPS"
                                            type: "error"
                                        }
                                    ]
                                    type: "tree"
                                }
                                {
                                    conditions: []
                                    endpoint: {
                                        url: "https://eks-auth.{Region}.{PartitionResult#dualStackDnsSuffix}"
                                        properties: {}
                                        headers: {}
                                    }
                                    type: "endpoint"
                                }
                            ]
                            type: "tree"
                        }
                        {
                            conditions: [
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        {
                                            ref: "UseFIPS"
                                        }
                                        true
                                    ]
                                }
                            ]
                            rules: [
                                {
                                    conditions: [
                                        {
                                            fn: "booleanEquals"
                                            argv: [
                                                {
                                                    fn: "getAttr"
                                                    argv: [
                                                        {
                                                            ref: "PartitionResult"
                                                        }
                                                        "supportsFIPS"
                                                    ]
                                                }
                                                true
                                            ]
                                        }
                                    ]
                                    rules: [
                                        {
                                            conditions: []
                                            endpoint: {
                                                url: "https://eks-auth-fips.{Region}.{PartitionResult#dnsSuffix}"
                                                properties: {}
                                                headers: {}
                                            }
                                            type: "endpoint"
                                        }
                                    ]
                                    type: "tree"
                                }
                                {
                                    conditions: []
                                    error: "FIPS is enabled but this partition does not support FIPS"
                                    type: "error"
                                }
                            ]
                            type: "tree"
                        }
                        {
                            conditions: []
                            endpoint: {
                                url: "https://eks-auth.{Region}.{PartitionResult#dnsSuffix}"
                                properties: {}
                                headers: {}
                            }
                            type: "endpoint"
                        }
                    ]
                    type: "tree"
                }
            ]
            type: "tree"
        }
        {
            conditions: []
            error: "Invalid Configuration: Missing Region"
            type: "error"
        }
    ]
})

apply EKSAuthFrontend @endpointTests({
    version: "1.0"
    testCases: [
        {
            documentation: "FIPS and the region of a standard partition."
            params: { Region: "us-east-1", UseFIPS: true }
            expect: {
                endpoint: { url: "https://eks-auth-fips.us-east-1.api.aws" }
            }
        }
        {
            documentation: "A region of the standard partition."
            params: { Region: "us-east-1", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.us-east-1.api.aws" }
            }
        }
        {
            documentation: "FIPS and a region in China."
            params: { Region: "cn-north-1", UseFIPS: true }
            expect: {
                endpoint: { url: "https://eks-auth-fips.cn-north-1.api.amazonwebservices.com.cn" }
            }
        }
        {
            documentation: "A region in China."
            params: { Region: "cn-north-1", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.cn-north-1.api.amazonwebservices.com.cn" }
            }
        }
        {
            documentation: "FIPS and a GovCloud region."
            params: { Region: "us-gov-east-1", UseFIPS: true }
            expect: {
                endpoint: { url: "https://eks-auth-fips.us-gov-east-1.api.aws" }
            }
        }
        {
            documentation: "A GovCloud region."
            params: { Region: "us-gov-east-1", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.us-gov-east-1.api.aws" }
            }
        }
        {
            documentation: "A custom endpoint takes precedence over the region."
            params: { Region: "us-east-1", UseFIPS: false, Endpoint: "https://example.com" }
            expect: {
                endpoint: { url: "https://example.com" }
            }
        }
        {
            documentation: "A custom endpoint needs no region."
            params: { UseFIPS: false, Endpoint: "https://example.com" }
            expect: {
                endpoint: { url: "https://example.com" }
            }
        }
        {
            documentation: "A custom endpoint cannot be combined with FIPS."
            params: { Region: "us-east-1", UseFIPS: true, Endpoint: "https://example.com" }
            expect: { error: "Invalid Configuration: FIPS and custom endpoint are not supported" }
        }
        {
            documentation: "Neither a region nor an endpoint."
            params: {}
            expect: { error: "Invalid Configuration: Missing Region" }
        }
        {
            documentation: "FIPS does not replace a region."
            params: { UseFIPS: true }
            expect: { error: "Invalid Configuration: Missing Region" }
        }
        {
            documentation: "FIPS is off by default."
            params: { Region: "eu-west-1" }
            expect: {
                endpoint: { url: "https://eks-auth.eu-west-1.api.aws" }
            }
        }
        {
            documentation: "A region that is newer than the list matches the pattern of its partition."
            params: { Region: "cn-future-9", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.cn-future-9.api.amazonwebservices.com.cn" }
            }
        }
        {
            documentation: "An unknown region belongs to the standard partition."
            params: { Region: "moon-base-1", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.moon-base-1.api.aws" }
            }
        }
        {
            documentation: "A region of the European Sovereign Cloud."
            params: { Region: "eusc-de-east-1", UseFIPS: false }
            expect: {
                endpoint: { url: "https://eks-auth.eusc-de-east-1.api.amazonwebservices.eu" }
            }
        }
        {
            documentation: "FIPS and an isolated region."
            params: { Region: "us-iso-east-1", UseFIPS: true }
            expect: {
                endpoint: { url: "https://eks-auth-fips.us-iso-east-1.api.aws.ic.gov" }
            }
        }
        {
            documentation: "A custom endpoint keeps its scheme, port and path."
            params: { Endpoint: "http://127.0.0.1:8080/eks" }
            expect: {
                endpoint: { url: "http://127.0.0.1:8080/eks" }
            }
        }
    ]
})
