$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use smithy.waiters#waitable

/// Has waiters and pages, for which the clients get additional code.
@restJson1
@paginated(inputToken: "next", pageSize: "limit")
service Depot {
    version: "1"
    operations: [
        GetBox
        ListBoxes
    ]
}

@readonly
@waitable(
    BoxClosed: {
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "closed", expected: "true", comparator: "booleanEquals" }
                }
            }
            {
                state: "failure"
                matcher: { errorType: "NoSuchBox" }
            }
        ]
    }
    BoxGone: {
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { errorType: "NoSuchBox" }
            }
        ]
    }
    BoxPacked: {
        acceptors: [
            {
                state: "failure"
                matcher: {
                    output: { path: "items[].state", expected: "LOST", comparator: "anyStringEquals" }
                }
            }
            {
                state: "success"
                matcher: {
                    output: { path: "items[].state", expected: "PACKED", comparator: "allStringEquals" }
                }
            }
        ]
    }
)
@http(method: "GET", uri: "/boxes/{id}")
operation GetBox {
    input := {
        @required
        @httpLabel
        id: String
    }

    output := {
        id: String

        closed: Boolean

        items: Items
    }

    errors: [
        NoSuchBox
    ]
}

@error("client")
@httpError(404)
structure NoSuchBox {
    message: String
}

list Items {
    member: Item
}

structure Item {
    @required
    state: ItemState

    grams: Integer
}

enum ItemState {
    LOST
    PACKED
    OPEN
}

@readonly
@paginated(outputToken: "page.next", items: "page.boxes")
@http(method: "GET", uri: "/boxes")
operation ListBoxes {
    input := {
        @httpQuery("next")
        next: String

        @httpQuery("limit")
        limit: Integer
    }

    output := {
        page: Page
    }
}

structure Page {
    next: String

    @required
    boxes: Boxes
}

list Boxes {
    member: String
}
