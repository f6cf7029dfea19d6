$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Patterns that are valid in Java, by whose rules Smithy validates them, but not in ECMAScript.
@restJson1
service Depot {
    version: "1"
    operations: [
        Label
    ]
}

@http(method: "POST", uri: "/label", code: 204)
operation Label {
    input := {
        @pattern("^[A-Z\\_\\-]+$")
        escape: String

        @pattern("^[\\w-.~]+\\:$")
        hyphen: String

        @pattern("^(?s).+$")
        flag: String

        @pattern("^\\A[a-z]+\\z$")
        anchors: String

        @pattern("^[\\p{Alnum}\\p{Punct}]*$")
        posix: String

        @pattern("^[[:alnum:]]+$")
        bracket: String

        @pattern("^\\p{IsLatin}\\p{javaDigit}\\h$")
        javaClass: String

        @pattern("^\\x{41}\\Q.\\E\\x{1F600}$")
        codePoint: String

        @pattern("^[a-z&&[^aeiou]]{2}{3}$")
        intersection: String

        @pattern("^\\/?+[a-z]++$")
        possessive: String

        @pattern("^[A-Z\\_]{0,65535}$")
        long: String
    }
    errors: [
        ValidationException
    ]
}
