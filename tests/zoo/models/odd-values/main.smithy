$version: "2.0"

namespace com.example.values

use aws.protocols#restJson1

/// Enum values, JSON names and defaults that need care in code; types that contain themselves.
@restJson1
service Odd {
    version: "1"
    operations: [Turn, Fill]
    errors: [ValidationException]
}

@http(method: "POST", uri: "/fill")
operation Fill {
    input := with [Defaults] {}

    output := with [Defaults] {}
}

@http(method: "POST", uri: "/turn")
operation Turn {
    input := {
        sign: Sign
        signs: SignMap
        level: Level
        tree: Tree
        lists: Nested
        times: Times
        dates: Dates
        sparseTimes: TimeList
        swap: Swapped
        choice: Choice
        any: Any
        matrix: Matrix
        floats: Floats
        node: Node
        levels: LevelSet
        empty: Empty
    }
    output := {
        sign: Sign
        signs: SignMap
        level: Level
        tree: Tree
        lists: Nested
        times: Times
        dates: Dates
        sparseTimes: TimeList
        swap: Swapped
        choice: Choice
        any: Any
        matrix: Matrix
        floats: Floats
        node: Node
        levels: LevelSet
        empty: Empty
    }
}

enum Sign {
    NOTHING = " "
    QUOTE = "\""
    APOSTROPHE = "'"
    TICK = "`${x}`"
    BACKSLASH = "\\"
    NEWLINE = "a\nb"
    END = "*/"
    SLASH = "</script>"
    EMOJI = "🚀"
    PROTO = "__proto__"
    CONSTRUCTOR = "constructor"
    NUMBER = "1"
    LINE = "\u2028"
    NUL = "\u0000"
    PIPE = "a|b"
}

map SignMap {
    key: Sign
    value: Sign
}

intEnum Level {
    LOW = -1
    ZERO = 0
    HIGH = 2147483647
}

@uniqueItems
list LevelSet {
    member: Level
}

/// A recursive list.
list Nested {
    member: Nest
}

union Nest {
    text: String
    nested: Nested
    map: NestMap
}

map NestMap {
    key: String
    value: Nest
}

structure Tree {
    left: Tree
    right: Tree
    @required
    value: Long
}

@sparse
map Times {
    key: String
    value: Timestamp
}

@timestampFormat("http-date")
timestamp HttpDate

@sparse
map Dates {
    key: String
    value: HttpDate
}

@sparse
list TimeList {
    member: Iso
}

@timestampFormat("date-time")
timestamp Iso

/// Each member has the JSON name of another.
structure Swapped {
    @jsonName("b")
    a: String
    @jsonName("a")
    b: Integer
    @jsonName("__proto__")
    c: String
    @jsonName("it's odd")
    d: String
    @jsonName("")
    e: String
}

union Choice {
    inner: Inner
    @jsonName("text")
    number: Integer
    @jsonName("number")
    text: String
    unit: Unit
    time: HttpDate
    big: BigInteger
    dec: BigDecimal
    data: Data
}

union Inner {
    inner: Innermost
    choice: Choice
}

union Innermost {
    list: Floats
    doc: Document
}

document Any

blob Data

list Matrix {
    member: Row
}

@sparse
list Row {
    member: Double
}

list Floats {
    member: Float
}

structure Node {
    children: Nodes
    @timestampFormat("date-time")
    at: HttpDate
}

@sparse
map Nodes {
    key: String
    value: Node
}

structure Empty {}

@mixin
structure Defaults {
    byte: Byte = 1
    short: Short = -2
    int: Integer = 3
    long: Long = 9007199254740993
    float: Float = 1.5
    double: Double = 1e300
    bigInteger: BigInteger = 5
    bigDecimal: BigDecimal = 1.25
    bool: Boolean = false
    text: String = "it's `${\"odd\"}` \n \u2028"
    blob: Blob = "aGk="
    time: Timestamp = 1.5
    date: Iso = "1985-04-12T23:20:50.52Z"
    http: HttpDate = "Tue, 29 Apr 2014 18:30:38 GMT"
    sign: Sign = "*/"
    level: Level = -1
    list: Strings = []
    map: Map = {}
    docNull: Document = null
    docText: Document = "x"
    docNumber: Document = 1
    docBool: Document = true
    docList: Document = []
    docMap: Document = {}
    none: String = null
    @required
    need: String = "needed"
    @clientOptional
    opt: Integer = 7
    root: RootDefault = 9
    root2: RootDefault = null
    @jsonName("__proto__")
    proto: String = "p"
    nested: Inside
}

structure Inside {
    a: Integer = 0
    b: RootDefault = 9
    @required
    c: Strings = []
}

@default(9)
integer RootDefault

list Strings {
    member: String
}

map Map {
    key: String
    value: String
}

@error("client")
structure ValidationException {
    message: String
}
