import TestSupport
import Testing

@testable import HTTPKit

private let forms: [(text: String, items: [String])] = [
    ("", []), ("a=1&b=2", ["a:1", "b:2"]),
    ("a=1+2&b=%26&a=3&c&=d&%zz=e", ["a:1 2", "b:&", "a:3", "c:", ":d", "%zz:e"]),
    ("a=b=c", ["a:b=c"]), ("a=%C3%A9", ["a:é"]), ("a=%FF", ["a:%FF"]), ("&&a=1&", ["a:1"]),
]

@Test(arguments: forms.indices)
func formIsRead(index: Int) {
    let form = HTTP.Form(body: Array(forms[index].text.utf8))
    #expect(form.items.map { "\($0.name):\($0.value)" } == forms[index].items)
    let request = HTTP.Request(target: "/?" + forms[index].text)
    #expect(request.queryItems.map { "\($0.name):\($0.value)" } == forms[index].items)
}

@Test func formThatIsNotUTF8HasNoItems() {
    #expect(HTTP.Form(body: [97, 61, 0xFF]).items.isEmpty)
}

@Test func formIsWrittenSoThatItReadsTheSame() {
    let items = [("grant_type", "client_credentials"), ("scope", "https://a/.default"), ("a&b=", "1 + 2%é\u{0}")]
    let form = HTTP.Form(items.map { (name: $0.0, value: $0.1) })
    #expect(
        form.text == "grant_type=client_credentials&scope=https%3A%2F%2Fa%2F.default&a%26b%3D=1%20%2B%202%25%C3%A9%00")
    let back = HTTP.Form(body: Array(form.text.utf8)).items
    #expect(back.map(\.name) == items.map(\.0) && back.map(\.value) == items.map(\.1))
    #expect(form["scope"] == "https://a/.default" && form["x"] == nil)
}

private let authorizations: [(field: String, token: String?)] = [
    ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER   abc", "abc"), ("Bearer abc def", "abc def"),
    ("Bearer", nil), ("Bearer ", nil), ("Basic abc", nil), ("", nil), ("Bearerabc", nil), ("abc", nil),
]

@Test(arguments: authorizations)
func bearerTokenIsRead(field: String, token: String?) {
    #expect(field.bearerToken == token)
    #expect((["authorization": field] as HTTP.Fields).bearerToken == token)
}

@Test func fieldsHoldWhatCanBeSentAndNothingElse() {
    var fields: HTTP.Fields = ["X": "a\r\nSet-Cookie: b", "Bad Name": "c", "T": "a\tb", "": "d", "Ä": "e"]
    #expect(fields.map(\.name) == ["X", "T"] && fields.map(\.value) == ["a  Set-Cookie: b", "a\tb"])
    #expect(fields.hasUnusableName)
    fields["x"] = "\u{0}\u{7F}é"
    #expect(fields["X"] == "  é")
    fields["a:b"] = "c"
    fields.append("a\nb", "c")
    #expect(fields.count == 2)
    let clean: HTTP.Fields = ["A": "b"]
    #expect(!clean.hasUnusableName)
}

@Test func codingsTakeLinearTime() {
    expectLinear("a form", size: 1000) {
        String(repeating: "a=%20&", count: $0)
    } in: {
        _ = HTTP.Form(query: $0)
    }
    expectLinear("a value with line breaks", size: 10_000) {
        String(repeating: "\n", count: $0)
    } in: {
        _ = ["a": $0] as HTTP.Fields
    }
    expectLinear("a bearer token", size: 10_000) {
        "Bearer " + String(repeating: " ", count: $0)
    } in: {
        _ = $0.bearerToken
    }
}
