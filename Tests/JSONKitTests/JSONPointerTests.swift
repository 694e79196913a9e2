import JSONKit
import TestSupport
import Testing

/// RFC 6901, section 5.
private let document: JSONValue = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, #"i\j"#: 5, #"k"l"#: 6, " ": 7, "m~n": 8,
]

private let places: [(pointer: String, value: JSONValue?)] = [
    ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
    ("/g|h", 4), (#"/i\j"#, 5), (#"/k"l"#, 6), ("/ ", 7), ("/m~0n", 8), ("/foo/2", nil), ("/foo/01", nil),
    ("/foo/-", nil), ("/foo/-1", nil), ("/foo/+1", nil), ("/foo/0/x", nil), ("/nothing", nil),
    ("/foo/99999999999999999999", nil),
]

@Test(arguments: places)
func aPointerFindsItsPlaceAndIsWrittenAsRead(pointer: String, value: JSONValue?) throws {
    let read = try #require(JSONPointer(pointer))
    #expect(document[read] == value)
    #expect(read.description == pointer)
}

@Test(arguments: ["foo", "/~", "/~2", "/a~", "#/foo"])
func whatIsNoPointerIsRefused(text: String) {
    #expect(JSONPointer(text) == nil)
}

@Test func aPointerIsMadeStepByStep() {
    let pointer = JSONPointer.root.appending("teams").appending(0).appending("a/b~c")
    #expect(pointer.description == "/teams/0/a~1b~0c")
    #expect(JSONPointer(pointer.description) == pointer)
    #expect(JSONPointer.root.appending("é") != JSONPointer.root.appending("e\u{301}"))
}

@Test func readingAPointerIsLinear() {
    expectLinear("a pointer", size: 1024, of: { String(repeating: "/~0~1a", count: $0) }) { text in
        #expect(JSONPointer(text)?.description.utf8.count == text.utf8.count)
    }
}
