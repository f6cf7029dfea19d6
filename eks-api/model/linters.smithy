$version: "2.0"

// The linters of the model. `smithy validate` must report nothing of severity WARNING or above.
//
// Names, constraints and bindings are those that Amazon EKS has published, so only what we write ourselves is checked.
metadata validators = [
    {
        name: "NoninclusiveTerms"
        severity: "DANGER"
    }
    {
        name: "RepeatedShapeName"
        severity: "DANGER"
        namespaces: ["com.amazonaws.eks"]
    }
    {
        name: "UnreferencedShape"
        severity: "DANGER"
        namespaces: ["com.amazonaws.eks"]
    }
    {
        name: "InputOutputStructureReuse"
        namespaces: ["com.amazonaws.eks"]
    }
    {
        name: "EmitEachSelector"
        id: "Documentation.Missing"
        message: "Every shape and every member needs documentation: it becomes the JSDoc of the generated packages. Write it above, after `///`."
        namespaces: ["com.amazonaws.eks"]
        // The key and the value of a map, and the member of a list, have nothing to add to their shapes.
        configuration: { selector: ":not([trait|documentation]):not(member:test(< :is(list, map)))" }
    }
    {
        name: "EmitEachSelector"
        id: "Documentation.NotSentence"
        message: "Documentation must consist of sentences: end it with a full stop."
        namespaces: ["com.amazonaws.eks"]
        configuration: {
            selector: "[trait|documentation]:not([trait|documentation $= '.'])"
            bindToTrait: "smithy.api#documentation"
        }
    }
    {
        name: "EmitEachSelector"
        id: "Error.WithoutStatus"
        message: "Every error needs @httpError: the default status of 400 or 500 is easily overlooked."
        namespaces: ["com.amazonaws.eks"]
        configuration: { selector: "structure[trait|error]:not([trait|httpError])" }
    }
    {
        name: "EmitEachSelector"
        id: "Error.WithoutMessage"
        message: "Every error needs an optional member `message`: callers and the server stub rely on it."
        namespaces: ["com.amazonaws.eks"]
        configuration: {
            selector: "structure[trait|error]:not(:test(> member[id|member = message]:not([trait|required])))"
        }
    }
]
