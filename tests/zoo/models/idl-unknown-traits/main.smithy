$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Traits of vendors, without the models that define them.
@restJson1
service Depot {
    version: "1"
    operations: [
        GetBox
    ]
}

@readonly
@http(method: "GET", uri: "/boxes/{id}")
@smithy.test#smokeTests([
    {
        id: "GetBoxSuccess"
        params: { id: "1" }
        vendorParams: { region: "us-west-2" }
        vendorParamsShape: "aws.test#AwsVendorParams"
        expect: {
            success: {}
        }
    }
])
@com.vendor.catalog#displayed
operation GetBox {
    input := {
        @required
        @httpLabel
        @com.vendor.catalog#displayed(order: 1)
        id: String
    }

    output := {
        label: String
    }
}
