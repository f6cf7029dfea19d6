$version: "2.0"

namespace org.acme.library

/// The properties of a book.
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

/// The genre of a book.
enum Genre {
    NOVEL = "novel"
    POEMS = "poems"
    REFERENCE = "reference"
}

list Genres {
    member: Genre
}

timestamp Published

/// The place of a book: on a shelf or with a reader.
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

/// The number of a library card. It is a secret: it gives access to the card.
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

/// The book does not exist.
@error("client")
@httpError(404)
structure BookNotFound {
    message: String

    @required
    isbn: Isbn
}

/// The book is lent.
@error("client")
@httpError(409)
structure BookLent {
    message: String

    dueAt: Timestamp
}

/// The library is closed. Retry later.
@error("server")
@httpError(503)
@retryable
structure LibraryClosed {
    message: String

    @httpHeader("Retry-After")
    retryAfterSeconds: Integer
}
