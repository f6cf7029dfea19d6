$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Paths that overlap, end in a slash, and differ only in their query.
@restJson1
service Depot {
    version: "1"
    operations: [
        ListCrates
        GetCrate
        GetSpecialCrate
        GetCrateRim
        PutCrate
        GetBox
        GetBoxTags
        PutBoxTags
        GetBoxLid
        ListBoxVersions
    ]
}

@readonly
@http(method: "GET", uri: "/crates/")
operation ListCrates {
    output := { which: String }
}

@readonly
@http(method: "GET", uri: "/crates/{id}")
operation GetCrate {
    input := { @required @httpLabel id: String }
    output := { which: String, value: String }
}

@readonly
@http(method: "GET", uri: "/crates/special")
operation GetSpecialCrate {
    output := { which: String }
}

@readonly
@http(method: "GET", uri: "/{shelf}/{id}/rim/")
operation GetCrateRim {
    input := { @required @httpLabel shelf: String, @required @httpLabel id: String }
    output := { which: String, value: String }
}

@idempotent
@http(method: "PUT", uri: "/crates/{id}/")
operation PutCrate {
    input := { @required @httpLabel id: String }
    output := { which: String, value: String }
}

@readonly
@http(method: "GET", uri: "/boxes/{key+}")
operation GetBox {
    input := { @required @httpLabel key: String }
    output := { which: String, value: String }
}

@readonly
@http(method: "GET", uri: "/boxes/{key+}?tags")
operation GetBoxTags {
    input := { @required @httpLabel key: String }
    output := { which: String, value: String }
}

@idempotent
@http(method: "PUT", uri: "/boxes/{key+}?tags")
operation PutBoxTags {
    input := { @required @httpLabel key: String }
    output := { which: String, value: String }
}

@readonly
@http(method: "GET", uri: "/boxes/{key+}?kind=lid")
operation GetBoxLid {
    input := { @required @httpLabel key: String }
    output := { which: String, value: String }
}

@readonly
@http(method: "GET", uri: "/boxes/{key+}/versions")
operation ListBoxVersions {
    input := { @required @httpLabel key: String }
    output := { which: String, value: String }
}
