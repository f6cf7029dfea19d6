$version: "2.0"

namespace aws.protocoltests.kept

// The cases of event streams name these shapes in a trait, so nothing else refers to them.
apply smithy.test#InitialHttpRequest @tags(["kept"])
apply smithy.test#InitialHttpResponse @tags(["kept"])
