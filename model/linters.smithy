$version: "2.0"

// The linters of the model. `smithy validate` must report nothing of severity WARNING or above. A violation of the rules
// below is a DANGER, so the validation fails.
//
// MissingClientOptionalTrait is deliberately off, because the generators rely on `@required`.
metadata validators = [
    {
        name: "CamelCase"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { memberNames: "lower" }
    }
    {
        name: "AbbreviationName"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            // From the public name EKSAuthFrontend.
            allowedAbbreviations: ["EKS"]
        }
    }
    {
        name: "InputOutputStructureReuse"
        namespaces: ["com.amazonaws.eksauth"]
    }
    {
        name: "MissingPaginatedTrait"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            // The defaults without `token`, which is a credential in this API, not a page token.
            inputMembersRequirePagination: [
                "maxresults"
                "maxitems"
                "pagesize"
                "limit"
                "nexttoken"
                "pagetoken"
                "marker"
            ]
        }
    }
    {
        name: "MissingSensitiveTrait"
        severity: "DANGER"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            terms: ["access key", "access key id", "bearer", "jwt", "password", "private key", "session token"]
        }
    }
    {
        name: "NoninclusiveTerms"
        severity: "DANGER"
    }
    {
        name: "RepeatedShapeName"
        severity: "DANGER"
        namespaces: ["com.amazonaws.eksauth"]
    }
    {
        name: "ShouldHaveUsedTimestamp"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            additionalPatterns: ["^expir.*$", "^.*[Ee]xpiry$"]
        }
    }
    {
        name: "StandardOperationVerb"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            verbs: ["Assume", "Create", "Delete", "Describe", "Get", "List", "Update"]
        }
    }
    {
        name: "UnreferencedShape"
        severity: "DANGER"
        namespaces: ["com.amazonaws.eksauth"]
    }
    {
        name: "ReservedWords"
        id: "NameHidesGlobal"
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            reserved: [
                {
                    selector: ":not(member)"
                    words: [
                        "Array"
                        "Blob"
                        "Boolean"
                        "Date"
                        "Error"
                        "Function"
                        "Map"
                        "Number"
                        "Object"
                        "Partial"
                        "Promise"
                        "Record"
                        "Request"
                        "Response"
                        "Set"
                        "String"
                        "Symbol"
                        "Uint8Array"
                    ]
                    reason: "A generated TypeScript type of this name would hide the global one."
                }
                {
                    selector: "member"
                    words: ["__proto__", "constructor", "prototype", "then", "toJSON"]
                    reason: "A property of this name has a special meaning in JavaScript."
                }
            ]
        }
    }
    {
        name: "EmitEachSelector"
        id: "Documentation.Missing"
        message: "Every shape and every member needs documentation: it becomes the JSDoc of the generated packages. Write it above, after `///`."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { selector: ":not([trait|documentation])" }
    }
    {
        name: "EmitEachSelector"
        id: "Documentation.NotSentence"
        message: "Documentation must consist of sentences: end it with a full stop."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            selector: "[trait|documentation]:not([trait|documentation $= '.'])"
            bindToTrait: "smithy.api#documentation"
        }
    }
    {
        name: "EmitEachSelector"
        id: "Documentation.Html"
        message: "Documentation must be CommonMark without HTML, because editors show HTML as text."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { selector: "[trait|documentation *= '</']", bindToTrait: "smithy.api#documentation" }
    }
    {
        name: "EmitEachSelector"
        id: "Contract.ErrorWithoutTest"
        message: "Every error needs a case of @httpResponseTests in contract.smithy: it shows how the error looks on the wire."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { selector: "structure[trait|error]:not([trait|smithy.test#httpResponseTests])" }
    }
    {
        name: "EmitEachSelector"
        id: "Contract.OperationWithoutTest"
        message: "Every operation needs @httpRequestTests, @httpResponseTests and @httpMalformedRequestTests in contract.smithy."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            selector: """
                operation:is(
                    :not([trait|smithy.test#httpRequestTests]),
                    :not([trait|smithy.test#httpResponseTests]),
                    :not([trait|smithy.test#httpMalformedRequestTests]))"""
        }
    }
    {
        name: "EmitEachSelector"
        id: "Contract.OperationWithoutExample"
        message: "Every operation needs @examples in examples.smithy: one that succeeds and one for an error."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { selector: "operation:not([trait|examples])" }
    }
    {
        name: "EmitEachSelector"
        id: "Contract.ServiceWithoutEndpointTest"
        message: "The service needs @endpointRuleSet and @endpointTests in endpoint-rules.smithy."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            selector: "service:is(:not([trait|smithy.rules#endpointRuleSet]), :not([trait|smithy.rules#endpointTests]))"
        }
    }
    {
        name: "EmitEachSelector"
        id: "Error.WithoutStatus"
        message: "Every error needs @httpError: the default status of 400 or 500 is easily overlooked."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: { selector: "structure[trait|error]:not([trait|httpError])" }
    }
    {
        name: "EmitEachSelector"
        id: "Error.WithoutMessage"
        message: "Every error needs an optional member `message`: callers and the server stub rely on it."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            selector: "structure[trait|error]:not(:test(> member[id|member = message]:not([trait|required])))"
        }
    }
    {
        name: "EmitEachSelector"
        id: "Input.WithoutConstraint"
        message: "Text that callers send needs both @length and @pattern on its shape, so that the stub rejects other text before hand-written code gets it."
        namespaces: ["com.amazonaws.eksauth"]
        configuration: {
            selector: "operation -[input]-> structure ~> member :test(> string:not(enum):not(:test([trait|length][trait|pattern])))"
        }
    }
]

metadata suppressions = [
    {
        id: "UnstableTrait.smithy.rules#endpointRuleSet"
        namespace: "com.amazonaws.eksauth"
        reason: "The public model has its endpoints in this trait, and the official client generator reads it."
    }
    {
        id: "UnstableTrait.smithy.rules#endpointTests"
        namespace: "com.amazonaws.eksauth"
        reason: "The public model has its endpoint tests in this trait."
    }
    {
        id: "UnstableTrait.smithy.test#httpMalformedRequestTests"
        namespace: "com.amazonaws.eksauth"
        reason: "There is no other trait for responses to malformed requests, and the version of Smithy is pinned."
    }
]

// A test case with a member that the shape does not have tests nothing.
metadata severityOverrides = [
    {
        id: "HttpRequestTestsInput"
        namespace: "*"
        severity: "DANGER"
    }
    {
        id: "HttpResponseTestsOutput"
        namespace: "*"
        severity: "DANGER"
    }
    {
        id: "HttpResponseTestsError"
        namespace: "*"
        severity: "DANGER"
    }
]
