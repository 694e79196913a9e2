import JSONKit
import TestSupport
import Testing

/// Texts of any length, made to be costly for who reads, compares or writes them carelessly.
private let texts: [(name: String, make: @Sendable (Int) -> String)] = [
    ("a string", { "\"" + String(repeating: "a", count: $0) + "\"" }),
    ("escapes", { "\"" + String(repeating: "\\u00e9\\n", count: $0) + "\"" }),
    ("combining marks", { "\"e" + String(repeating: "\u{301}\u{316}", count: $0) + "\"" }),
    ("letters with marks", { "\"" + String(repeating: "e\u{301}\u{316}", count: $0) + "\"" }),
    (
        "as many marks as may be",
        { "\"" + String(repeating: "e" + String(repeating: "\u{301}\u{316}", count: 128), count: $0 / 16) + "\"" }
    ),
    ("numbers", { "[0" + String(repeating: ",1", count: $0) + "]" }),
    ("numbers that fit no type", { "[0" + String(repeating: ",1e999", count: $0) + "]" }),
    ("a number of many digits", { String(repeating: "9", count: $0) }),
    ("members", { "{\"\":0" + (0..<$0).map { ",\"m\($0)\":0" }.joined() + "}" }),
    ("one name again and again", { "{\"\":0" + String(repeating: ",\"\":1", count: $0) + "}" }),
    ("names alike but for marks", { "{\"\":0" + (0..<$0).map { ",\"e\u{301}\($0)\":0" }.joined() + "}" }),
    ("arrays side by side", { "[[]" + String(repeating: ",[[[]]]", count: $0) + "]" }),
    ("an error at the end", { "[" + String(repeating: "\n1,", count: $0) }),
    ("no UTF-8 at the end", { "[" + String(repeating: "1,\r\n", count: $0) + "]]" }),
]

@Test(arguments: texts.indices)
func readingAndWritingJSONIsLinear(index: Int) {
    let ratio = growth(of: { Array(texts[index].make($0).utf8) }) { bytes in
        guard let value = try? JSONValue(parsing: bytes) else { return }
        _ = value.serialized(.compact).count + value.serialized(.pretty).count + value.serialized(.sorted).count
        _ = value.hashValue
        _ = value == value
    }
    #expect(ratio <= linear, "\(texts[index].name)")
}

@Test func findingAndChangingMembersIsLinear() {
    let ratio = growth(of: { count in (0..<count).map { "m\($0)" } }) { names in
        var object = JSONObject(names.map { ($0, 0) })
        for name in names { object[name] = 1 }
        #expect(names.allSatisfy { object[$0] == 1 })
    }
    #expect(ratio <= linear)
}

@Test(arguments: [(256, true), (257, false)])
func textWithEndlessMarksIsRefused(count: Int, isRead: Bool) {
    let text = "{\"e" + String(repeating: "\\u0301", count: count) + "\":1}"
    do {
        _ = try JSONValue(parsing: text)
        #expect(isRead)
    } catch {
        #expect(!isRead)
        #expect(error.code == .endlessMarks)
    }
}
