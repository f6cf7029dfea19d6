$version: "2.0"

namespace org.acme.library

/// What the library knows of a book.
structure BookDescription for Book {
    @required
    $isbn

    @required
    $title

    $authors

    $genre

    $published

    $place

    $chapters
}

list BookDescriptions {
    member: BookDescription
}

@pattern("^[0-9]{13}$")
string Isbn

string LoanId

@length(min: 1, max: 200)
string Title

list Authors {
    member: String
}

/// What a book is like.
enum Genre {
    NOVEL = "novel"
    POEMS = "poems"
    REFERENCE = "reference"
}

list Genres {
    member: Genre
}

timestamp Published

/// Where a book is: on a shelf or with a reader.
union Place {
    shelf: Shelf
    reader: Reader
    lost: Unit
}

structure Shelf {
    @required
    room: String

    @required
    number: Integer
}

structure Reader {
    @required
    name: String

    card: Card
}

/// Whoever has the number has the card.
@sensitive
string Card

/// The sections of each chapter.
list Chapters {
    member: Sections
}

list Sections {
    member: String
}

enum Day {
    WORKDAY = "workday"
    SATURDAY = "saturday"
}

map HoursByDay {
    key: Day
    value: String
}

/// There is no such book.
@error("client")
@httpError(404)
structure BookNotFound {
    message: String

    @required
    isbn: Isbn
}

/// Somebody has the book.
@error("client")
@httpError(409)
structure BookLent {
    message: String

    dueAt: Timestamp
}

/// Come back later.
@error("server")
@httpError(503)
@retryable
structure LibraryClosed {
    message: String

    @httpHeader("Retry-After")
    retryAfterSeconds: Integer
}
