$version: "2.0"

namespace com.example.parts

@length(max: 5)
string Label

enum Kind {
    SMALL
    BIG
}

@mixin
structure Tagged {
    tags: Tags
    size: Kind
}

map Tags {
    key: Label
    value: Kind
}
