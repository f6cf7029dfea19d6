$version: "2.0"

namespace com.amazonaws.eksauth

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

// The wire contract as test cases. Client cases become tests of the generated client; server cases run against the
// generated stub. No credential here is real.
apply AssumeRoleForPodIdentity @httpRequestTests([
    {
        id: "AssumeRolePlain"
        documentation: "The cluster is in the path. The body has only the token."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod/assume-role-for-pod-identity"
        headers: { "Content-Type": "application/json" }
        requireHeaders: ["Content-Length"]
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleClusterWithHyphenAndUnderscore"
        documentation: "A hyphen and an underscore are not escaped in the path."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod-eu_2/assume-role-for-pod-identity"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod-eu_2", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleShortestCluster"
        documentation: "A cluster name of one character."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/7/assume-role-for-pod-identity"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "7", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleLongestCluster"
        documentation: "A cluster name of 100 characters."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678/assume-role-for-pod-identity"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleTokenOfEveryCharacter"
        documentation: "A token can have all characters of base64url, and padding."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod/assume-role-for-pod-identity"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "ABCDEFGHIJKLMNOPQRSTUVWXYZ==.abcdefghijklmnopqrstuvwxyz-_.0123456789-_="}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod", token: "ABCDEFGHIJKLMNOPQRSTUVWXYZ==.abcdefghijklmnopqrstuvwxyz-_.0123456789-_=" }
    }
    {
        id: "AssumeRoleUnknownMemberIgnored"
        documentation: "The server ignores unknown members, which a newer client can send."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod/assume-role-for-pod-identity"
        appliesTo: "server"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl", "fromTheFuture": {"a": [1]}}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleContentTypeWithCharset"
        documentation: "Parameters of the content type are ignored."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod/assume-role-for-pod-identity"
        appliesTo: "server"
        headers: { "Content-Type": "application/json; charset=utf-8" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRoleAcceptAnything"
        documentation: "An Accept header can allow other types than JSON too."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod/assume-role-for-pod-identity"
        appliesTo: "server"
        headers: { "Content-Type": "application/json", Accept: "text/html;q=0.5, */*;q=0.1" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
    {
        id: "AssumeRolePercentEncodedCluster"
        documentation: "A label is percent-decoded before it is checked."
        protocol: restJson1
        method: "POST"
        uri: "/clusters/prod%2Deu/assume-role-for-pod-identity"
        appliesTo: "server"
        headers: { "Content-Type": "application/json" }
        body: """
            {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        bodyMediaType: "application/json"
        params: { clusterName: "prod-eu", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
    }
])

apply AssumeRoleForPodIdentity @httpResponseTests([
    {
        id: "AssumeRoleAnswer"
        documentation: "Every member, with the expiry in seconds since the Unix epoch."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "subject": {
                    "namespace": "default",
                    "serviceAccount": "app"
                },
                "audience": "pods.eks.amazonaws.com",
                "podIdentityAssociation": {
                    "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
                    "associationId": "a-0123456789abcdef0"
                },
                "assumedRoleUser": {
                    "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
                    "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
                },
                "credentials": {
                    "sessionToken": "EXAMPLE-SESSION-TOKEN",
                    "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                    "expiration": 1767225600
                }
            }"""
        bodyMediaType: "application/json"
        params: {
            subject: { namespace: "default", serviceAccount: "app" }
            audience: "pods.eks.amazonaws.com"
            podIdentityAssociation: { associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0", associationId: "a-0123456789abcdef0" }
            assumedRoleUser: { arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000", assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000" }
            credentials: { sessionToken: "EXAMPLE-SESSION-TOKEN", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", accessKeyId: "ASIAIOSFODNN7EXAMPLE", expiration: 1767225600 }
        }
    }
    {
        id: "AssumeRoleAnswerOfAnotherPartition"
        documentation: "ARNs are opaque: those of another partition are not changed."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "subject": {
                    "namespace": "default",
                    "serviceAccount": "app"
                },
                "audience": "pods.eks.amazonaws.com",
                "podIdentityAssociation": {
                    "associationArn": "arn:aws-cn:eks:cn-north-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
                    "associationId": "a-0123456789abcdef0"
                },
                "assumedRoleUser": {
                    "arn": "arn:aws-cn:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
                    "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
                },
                "credentials": {
                    "sessionToken": "EXAMPLE-SESSION-TOKEN",
                    "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                    "expiration": 4102444800
                }
            }"""
        bodyMediaType: "application/json"
        params: {
            subject: { namespace: "default", serviceAccount: "app" }
            audience: "pods.eks.amazonaws.com"
            podIdentityAssociation: { associationArn: "arn:aws-cn:eks:cn-north-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0", associationId: "a-0123456789abcdef0" }
            assumedRoleUser: { arn: "arn:aws-cn:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000", assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000" }
            credentials: { sessionToken: "EXAMPLE-SESSION-TOKEN", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", accessKeyId: "ASIAIOSFODNN7EXAMPLE", expiration: 4102444800 }
        }
    }
    {
        id: "AssumeRoleAnswerFractionalExpiry"
        documentation: "Epoch seconds can have a fraction."
        protocol: restJson1
        code: 200
        appliesTo: "client"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "subject": {
                    "namespace": "default",
                    "serviceAccount": "app"
                },
                "audience": "pods.eks.amazonaws.com",
                "podIdentityAssociation": {
                    "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
                    "associationId": "a-0123456789abcdef0"
                },
                "assumedRoleUser": {
                    "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
                    "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
                },
                "credentials": {
                    "sessionToken": "EXAMPLE-SESSION-TOKEN",
                    "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                    "expiration": 1767225600.5
                }
            }"""
        bodyMediaType: "application/json"
        params: {
            subject: { namespace: "default", serviceAccount: "app" }
            audience: "pods.eks.amazonaws.com"
            podIdentityAssociation: { associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0", associationId: "a-0123456789abcdef0" }
            assumedRoleUser: { arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000", assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000" }
            credentials: { sessionToken: "EXAMPLE-SESSION-TOKEN", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", accessKeyId: "ASIAIOSFODNN7EXAMPLE", expiration: 1767225600.5 }
        }
    }
    {
        id: "AssumeRoleAnswerUnknownMemberIgnored"
        documentation: "The client ignores unknown members at every depth, which a newer server can send."
        protocol: restJson1
        code: 200
        appliesTo: "client"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "subject": {
                    "namespace": "default",
                    "serviceAccount": "app",
                    "podName": "app-0"
                },
                "audience": "pods.eks.amazonaws.com",
                "podIdentityAssociation": {
                    "associationArn": "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
                    "associationId": "a-0123456789abcdef0"
                },
                "assumedRoleUser": {
                    "arn": "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
                    "assumeRoleId": "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
                },
                "credentials": {
                    "sessionToken": "EXAMPLE-SESSION-TOKEN",
                    "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                    "expiration": 1767225600,
                    "accountId": "111122223333"
                },
                "fromTheFuture": {
                    "a": [
                        1,
                        null
                    ]
                }
            }"""
        bodyMediaType: "application/json"
        params: {
            subject: { namespace: "default", serviceAccount: "app" }
            audience: "pods.eks.amazonaws.com"
            podIdentityAssociation: { associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0", associationId: "a-0123456789abcdef0" }
            assumedRoleUser: { arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000", assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000" }
            credentials: { sessionToken: "EXAMPLE-SESSION-TOKEN", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", accessKeyId: "ASIAIOSFODNN7EXAMPLE", expiration: 1767225600 }
        }
    }
])

// Responses to requests that break the protocol or a constraint.
//
// - Protocol errors come from the framework. Their bodies are not part of the model.
// - A broken constraint is an InvalidParameterException. The length is checked before the pattern. If the length is
//   invalid, the pattern is not checked.
// - Text with a backslash is quoted, never a text block, because this version of `smithy format` removes backslashes there.
// - In a case with testParameters `$name:L` is raw, `$name:S` is quoted for JSON, and `$$` is one dollar sign.
apply AssumeRoleForPodIdentity @httpMalformedRequestTests([
    {
        id: "AssumeRoleTokenMissing"
        documentation: "The token is required."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleTokenNull"
        documentation: "A token of null is a missing token."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": null}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleTokenEmpty"
        documentation: "An empty token has an invalid length. Its pattern is then not checked."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": ""}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 0 at '/token' failed to satisfy constraint: Member must have length greater than or equal to 1"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleTokenPattern"
        documentation: "A token has three parts of base64url. The message does not contain it."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": $value:S}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: { contents: "{\"message\": \"1 validation error detected. Value at '/token' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Za-z0-9-_=]+\\\\.[A-Za-z0-9-_=]+\\\\.[A-Za-z0-9-_=]+$$\"}" }
            }
        }
        testParameters: {
            value: ["header.payload", "header.payload.signature.more", "header..signature", "header.payload.", ".payload.signature", "..", "Bearer header.payload.signature", "header.payload.signature\n", "header.pay+load.signature", "header.pay/load.signature", "héader.payload.signature"]
        }
    }
    {
        id: "AssumeRoleTokenOfAnotherType"
        documentation: "The token is a string. Other JSON values are not converted."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": $value:L}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["7", "0.5", "true", "false", "{}", "{\"token\": \"header.payload.signature\"}", "[]", "[\"header.payload.signature\"]"]
        }
    }
    {
        id: "AssumeRoleBodyNotJson"
        documentation: "The body must be JSON, without anything else."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                $value:L"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["{", "{\"token\": \"header.payload.signature\"", "{\"token\": \"header.payload.signature\"}abc", "{\"token\": \"header.payload.signature\",}", "{'token': 'header.payload.signature'}", "{token: \"header.payload.signature\"}", "{\"token\": \"header.payload.signature\" /* no comments */}", "token=header.payload.signature", "header.payload.signature"]
        }
    }
    {
        id: "AssumeRoleBodyNotObject"
        documentation: "JSON other than an object cannot contain a token."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                $value:L"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["null", "7", "true", "\"header.payload.signature\"", "[]", "[{\"token\": \"header.payload.signature\"}]"]
        }
    }
    {
        id: "AssumeRoleClusterNameTooLong"
        documentation: "A cluster name has at most 100 characters."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/c0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 101 at '/clusterName' failed to satisfy constraint: Member must have length between 1 and 100, inclusive"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleClusterNameTooLongAndMisspelled"
        documentation: "If the length is invalid, the pattern is not checked."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/-c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 101 at '/clusterName' failed to satisfy constraint: Member must have length between 1 and 100, inclusive"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleClusterNamePattern"
        documentation: "A cluster name begins with a letter or a digit, and has only letters, digits, hyphens and underscores."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/$value:L/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: { contents: "{\"message\": \"1 validation error detected. Value at '/clusterName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9A-Za-z][A-Za-z0-9\\\\-_]*$$\"}" }
            }
        }
        testParameters: {
            value: ["-prod", "_prod", "prod.eu", "prod%20eu", "prod%2Feu", "prod%0A", "%2E%2E", "pr%C3%B6d"]
        }
    }
    {
        id: "AssumeRoleBothMembers"
        documentation: "All broken constraints are reported, in the order of the members."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/-prod/assume-role-for-pod-identity"
            body: """
                {"token": ""}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: { contents: "{\"message\": \"2 validation errors detected. Value at '/clusterName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9A-Za-z][A-Za-z0-9\\\\-_]*$; Value with length 0 at '/token' failed to satisfy constraint: Member must have length greater than or equal to 1\"}" }
            }
        }
    }
    {
        id: "AssumeRoleClusterNameTooLongTokenMissing"
        documentation: "A member in the path and one in the body, of two different constraints."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/c0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789/assume-role-for-pod-identity"
            body: """
                {}"""
            headers: { "content-type": "application/json" }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "2 validation errors detected. Value with length 101 at '/clusterName' failed to satisfy constraint: Member must have length between 1 and 100, inclusive; Value at '/token' failed to satisfy constraint: Member must not be null"}"""
                }
            }
        }
    }
    {
        id: "AssumeRoleContentTypeNotJson"
        documentation: "The content type must be application/json."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
            headers: { "content-type": "$value:L" }
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            value: ["text/plain", "application/hal+json", "application/xml", "application/x-www-form-urlencoded", "application/x-amz-json-1.1"]
        }
    }
    {
        id: "AssumeRoleContentTypeMissing"
        documentation: "A body without a content type is not accepted as JSON."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
    {
        id: "AssumeRoleAcceptWithoutJson"
        documentation: "A caller that does not accept JSON gets an error."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/clusters/prod/assume-role-for-pod-identity"
            body: """
                {"token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"}"""
            headers: { "content-type": "application/json", accept: "$value:L" }
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
        testParameters: {
            value: ["application/hal+json", "text/html", "application/xml, text/plain;q=0.5"]
        }
    }
])

apply AccessDeniedException @httpResponseTests([
    {
        id: "AccessDeniedError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "AccessDeniedException" }
        body: """
            {"message": "The caller may not ask for this cluster."}"""
        bodyMediaType: "application/json"
        params: { message: "The caller may not ask for this cluster." }
    }
    {
        id: "AccessDeniedErrorUnknownMemberIgnored"
        documentation: "Members that the client does not know are ignored."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "AccessDeniedException" }
        body: """
            {"message": "The caller may not ask for this cluster.", "fromTheFuture": true}"""
        bodyMediaType: "application/json"
        params: { message: "The caller may not ask for this cluster." }
    }
])

apply ExpiredTokenException @httpResponseTests([
    {
        id: "ExpiredTokenError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ExpiredTokenException" }
        body: """
            {"message": "The token has expired."}"""
        bodyMediaType: "application/json"
        params: { message: "The token has expired." }
    }
    {
        id: "ExpiredTokenErrorTypeWithUri"
        documentation: "Text after a colon in the header is not part of the name."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ExpiredTokenException:http://internal.example.com/coral/com.amazonaws.eksauth/" }
        body: """
            {"message": "The token has expired."}"""
        bodyMediaType: "application/json"
        params: { message: "The token has expired." }
    }
    {
        id: "ExpiredTokenErrorTypeWithNamespace"
        documentation: "Text before a hash in the header is not part of the name."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "com.amazonaws.eksauth#ExpiredTokenException" }
        body: """
            {"message": "The token has expired."}"""
        bodyMediaType: "application/json"
        params: { message: "The token has expired." }
    }
    {
        id: "ExpiredTokenErrorTypeWithNamespaceAndUri"
        documentation: "A namespace and a URI together."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "com.amazonaws.eksauth#ExpiredTokenException:http://internal.example.com/coral/com.amazonaws.eksauth/" }
        body: """
            {"message": "The token has expired."}"""
        bodyMediaType: "application/json"
        params: { message: "The token has expired." }
    }
])

apply InternalServerException @httpResponseTests([
    {
        id: "InternalServerError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 500
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "InternalServerException" }
        body: """
            {"message": "Internal error."}"""
        bodyMediaType: "application/json"
        params: { message: "Internal error." }
    }
])

apply InvalidParameterException @httpResponseTests([
    {
        id: "InvalidParameterError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "InvalidParameterException" }
        body: """
            {"message": "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null"}"""
        bodyMediaType: "application/json"
        params: { message: "1 validation error detected. Value at '/token' failed to satisfy constraint: Member must not be null" }
    }
])

apply InvalidRequestException @httpResponseTests([
    {
        id: "InvalidRequestError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "InvalidRequestException" }
        body: """
            {"message": "The session policy is too large."}"""
        bodyMediaType: "application/json"
        params: { message: "The session policy is too large." }
    }
])

apply InvalidTokenException @httpResponseTests([
    {
        id: "InvalidTokenError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 400
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "InvalidTokenException" }
        body: """
            {"message": "The token is not valid for this cluster."}"""
        bodyMediaType: "application/json"
        params: { message: "The token is not valid for this cluster." }
    }
    {
        id: "InvalidTokenErrorFromDunderType"
        documentation: "Without the header, `__type` in the body has the name of the error."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json" }
        body: """
            {"__type": "InvalidTokenException", "message": "The token is not valid for this cluster."}"""
        bodyMediaType: "application/json"
        params: { message: "The token is not valid for this cluster." }
    }
    {
        id: "InvalidTokenErrorFromDunderTypeWithNamespace"
        documentation: "The namespace in `__type` is not part of the name."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json" }
        body: """
            {"__type": "com.amazonaws.eksauth#InvalidTokenException", "message": "The token is not valid for this cluster."}"""
        bodyMediaType: "application/json"
        params: { message: "The token is not valid for this cluster." }
    }
    {
        id: "InvalidTokenErrorFromCode"
        documentation: "Without the header, `code` in the body has the name of the error."
        protocol: restJson1
        code: 400
        appliesTo: "client"
        headers: { "Content-Type": "application/json" }
        body: """
            {"code": "InvalidTokenException", "message": "The token is not valid for this cluster."}"""
        bodyMediaType: "application/json"
        params: { message: "The token is not valid for this cluster." }
    }
])

apply ResourceNotFoundException @httpResponseTests([
    {
        id: "ResourceNotFoundError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 404
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ResourceNotFoundException" }
        body: """
            {"message": "No association found for the service account."}"""
        bodyMediaType: "application/json"
        params: { message: "No association found for the service account." }
    }
    {
        id: "ResourceNotFoundErrorWithoutMessage"
        documentation: "The message is optional: the name is sufficient."
        protocol: restJson1
        code: 404
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ResourceNotFoundException" }
        body: """
            {}"""
        bodyMediaType: "application/json"
        params: {}
    }
    {
        id: "ResourceNotFoundErrorWithoutBody"
        documentation: "The header is sufficient: a proxy can have dropped the body."
        protocol: restJson1
        code: 404
        appliesTo: "client"
        headers: { "X-Amzn-Errortype": "ResourceNotFoundException" }
        body: """
            """
        params: {}
    }
])

apply ServiceUnavailableException @httpResponseTests([
    {
        id: "ServiceUnavailableError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ServiceUnavailableException" }
        body: """
            {"message": "The issuer of the cluster does not answer."}"""
        bodyMediaType: "application/json"
        params: { message: "The issuer of the cluster does not answer." }
    }
])

apply ThrottlingException @httpResponseTests([
    {
        id: "ThrottlingError"
        documentation: "The header has the name of the error, the body has the message."
        protocol: restJson1
        code: 429
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "ThrottlingException" }
        body: """
            {"message": "Too many requests."}"""
        bodyMediaType: "application/json"
        params: { message: "Too many requests." }
    }
])
