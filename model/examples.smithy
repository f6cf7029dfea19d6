$version: "2.0"

namespace com.amazonaws.eksauth

apply AssumeRoleForPodIdentity @examples([
    {
        title: "A pod with an association"
        documentation: "The service account `app` of the namespace `default` is associated with the role `app-role`."
        input: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl" }
        output: {
            subject: { namespace: "default", serviceAccount: "app" }
            audience: "pods.eks.amazonaws.com"
            podIdentityAssociation: { associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0", associationId: "a-0123456789abcdef0" }
            assumedRoleUser: { arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000", assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000" }
            credentials: { sessionToken: "EXAMPLE-SESSION-TOKEN", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", accessKeyId: "ASIAIOSFODNN7EXAMPLE", expiration: 1767225600 }
        }
    }
    {
        title: "A service account without an association"
        documentation: "The token is valid, but its service account is associated with no role."
        input: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDpvdGhlciJ9.c2lnbmF0dXJl" }
        error: {
            shapeId: ResourceNotFoundException
            content: { message: "No association found for the service account." }
        }
    }
    {
        title: "An expired token"
        documentation: "The pod sent an old token. The kubelet has since written a new one to the same file."
        input: { clusterName: "prod", token: "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl" }
        error: {
            shapeId: ExpiredTokenException
            content: { message: "The token has expired." }
        }
    }
])
