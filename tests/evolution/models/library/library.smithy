$version: "2.0"

namespace org.acme.library

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Lends books and tracks the place of each book.
@restJson1
@title("Acme Library")
@paginated(inputToken: "nextToken", outputToken: "nextToken", pageSize: "pageSize")
service Library {
    version: "2026-01-01"
    resources: [
        Book
    ]
    operations: [
        GetOpeningHours
    ]
    errors: [
        ValidationException
        LibraryClosed
    ]
}

/// A book, identified by its ISBN.
resource Book {
    identifiers: { isbn: Isbn }
    properties: { title: Title, authors: Authors, genre: Genre, published: Published, place: Place, chapters: Chapters }
    put: PutBook
    read: GetBook
    delete: DeleteBook
    list: ListBooks
    resources: [
        Loan
    ]
}

/// The loan of a book.
resource Loan {
    identifiers: { isbn: Isbn, loanId: LoanId }
    create: LendBook
}

/// Adds or changes a book.
@idempotent
@http(method: "PUT", uri: "/books/{isbn}", code: 201)
operation PutBook {
    input := for Book {
        @required
        @httpLabel
        $isbn

        @required
        $title

        $authors

        $genre

        $published

        $place

        $chapters
    }

    output: BookDescription
}

/// Describes a book.
@readonly
@http(method: "GET", uri: "/books/{isbn}")
operation GetBook {
    input := for Book {
        @required
        @httpLabel
        $isbn
    }

    output: BookDescription

    errors: [
        BookNotFound
    ]
}

/// Deletes a book.
@idempotent
@http(method: "DELETE", uri: "/books/{isbn}", code: 204)
operation DeleteBook {
    input := for Book {
        @required
        @httpLabel
        $isbn
    }

    output := {}

    errors: [
        BookNotFound
        BookLent
    ]
}

/// Lists books, page by page.
@readonly
@paginated(items: "books")
@http(method: "GET", uri: "/books")
operation ListBooks {
    input := {
        @httpQuery("genre")
        genres: Genres

        @httpQuery("publishedSince")
        publishedSince: Timestamp

        @httpQuery("pageSize")
        @range(min: 1, max: 100)
        pageSize: Integer = 10

        @httpQuery("nextToken")
        nextToken: String
    }

    output := {
        @required
        books: BookDescriptions

        nextToken: String
    }
}

/// Lends a book to a member of the library.
@http(method: "POST", uri: "/books/{isbn}/loans", code: 201)
operation LendBook {
    input := for Loan {
        @required
        @httpLabel
        $isbn

        @required
        reader: Reader

        @idempotencyToken
        requestId: String
    }

    output := for Loan {
        @required
        $loanId

        /// When the book is due.
        @required
        @timestampFormat("date-time")
        due: Timestamp
    }

    errors: [
        BookNotFound
        BookLent
    ]
}

/// Returns the opening hours.
@readonly
@http(method: "GET", uri: "/opening-hours")
operation GetOpeningHours {
    output := {
        @required
        hours: HoursByDay
    }
}
