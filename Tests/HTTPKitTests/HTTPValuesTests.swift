import HTTPKit
import Testing

@testable import struct HTTPKit.HTTPDate

@Test func fieldsCompareNamesWithoutCase() {
    var fields: HTTP.Fields = ["A": "1", "b": "2", "a": "3"]
    #expect(fields["a"] == "1" && fields.values("A") == ["1", "3"] && fields["c"] == nil)
    fields["a"] = "4"
    #expect(fields == ["A": "4", "B": "2"])
    fields["A"] = nil
    #expect(fields == ["b": "2"])
    fields["c"] = "5"
    fields.append("c", "6")
    #expect(fields.map(\.value) == ["2", "5", "6"])
}

private let targets: [(target: String, path: String, query: String?, segments: [String]?)] = [
    ("/", "/", nil, [""]),
    ("/a/b", "/a/b", nil, ["a", "b"]),
    ("/a%2Fb/c%20d/?x=1", "/a%2Fb/c%20d/", "x=1", ["a/b", "c d", ""]),
    ("/%C3%A9?", "/%C3%A9", "", ["é"]),
    ("/%2", "/%2", nil, nil),
    ("/%zz", "/%zz", nil, nil),
    ("/%FF", "/%FF", nil, nil),
    ("/a+b", "/a+b", nil, ["a+b"]),
    ("*", "*", nil, nil),
]

@Test(arguments: targets.indices)
func targetFallsIntoPathAndQuery(index: Int) {
    let request = HTTP.Request(target: targets[index].target)
    #expect(request.path == targets[index].path)
    #expect(request.query == targets[index].query)
    #expect(request.pathSegments == targets[index].segments)
}

@Test func queryItemsAreDecoded() {
    let request = HTTP.Request(target: "/?a=1+2&b=%26&a=3&c&=d&%zz=e")
    #expect(request.queryItems.map(\.name) == ["a", "b", "a", "c", "", "%zz"])
    #expect(request.queryItems.map(\.value) == ["1 2", "&", "3", "", "d", "e"])
    #expect(request.queryValue("a") == "1 2")
    #expect(request.queryValue("x") == nil)
}

@Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT"),
])
func dateIsWrittenAsTheStandardWants(second: Int, text: String) {
    var date = HTTPDate()
    #expect(String(decoding: date.line(at: second), as: UTF8.self) == "Date: \(text)\r\n")
}
