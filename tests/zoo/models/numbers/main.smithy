$version: "2.0"

namespace com.acme.ledger

use aws.protocols#restJson1

/// Keeps entries of a ledger.
@restJson1
service Ledger {
    version: "2026-01-01"
    operations: [Book]
}

/// Books an entry.
@http(method: "POST", uri: "/entries")
operation Book {
    input := {
        @required
        amount: BigDecimal

        shares: BigInteger

        serial: Long
    }

    output := {
        @required
        amount: BigDecimal

        shares: BigInteger

        serial: Long
    }
}
