import Foundation
import JSONKit
import TestSupport
import Testing

/// Texts that are JSON, each with how it is written again.
private let roundTrips: [(text: String, written: String)] = [
    ("null", "null"),
    (" true ", "true"),
    ("false\n", "false"),
    ("0", "0"),
    ("-0", "0"),
    ("-1", "-1"),
    ("9223372036854775807", "9223372036854775807"),
    ("18446744073709551615", "18446744073709551615"),
    ("18446744073709551616", "18446744073709551616"),
    ("-9223372036854775809", "-9223372036854775809"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("1e999", "1e999"),
    ("[1e999,-1e999]", "[1e999,-1e999]"),
    ("1.0", "1.0"),
    ("1.5", "1.5"),
    ("1e2", "100.0"),
    ("0.1", "0.1"),
    (#""""#, #""""#),
    (#""a\u0000b""#, #""a\u0000b""#),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
    (#""\ud83d\ude00""#, #""😀""#),
    (#""é日本""#, #""é日本""#),
    ("[]", "[]"),
    ("{}", "{}"),
    ("[[],{},[{}]]", "[[],{},[{}]]"),
    (#"{"b":1,"a":2}"#, #"{"b":1,"a":2}"#),
    (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#),
    ("\t[ 1 ,\r\n 2 ] ", "[1,2]"),
]

@Test(arguments: roundTrips)
func jsonIsWrittenAsItWasRead(text: String, written: String) throws {
    #expect(try JSONValue(parsing: text).text() == written)
}

/// Texts that are no JSON, each with where that shows.
private let malformed: [(text: String, code: JSONError.Code)] = [
    ("", .unfinished),
    (" \n", .unfinished),
    ("[", .unfinished),
    ("[1", .malformed),
    ("{", .unfinished),
    (#"{"a""#, .malformed),
    (#"{"a":"#, .malformed),
    (#"{"a":1"#, .malformed),
    (#""abc"#, .unfinished),
    ("[1,]", .malformed),
    ("[,1]", .malformed),
    ("[1 2]", .malformed),
    ("[1}", .malformed),
    ("{1:2}", .malformed),
    (#"{"a" 1}"#, .malformed),
    (#"{"a":1,}"#, .malformed),
    (#"{"a":1 "b":2}"#, .malformed),
    ("nul", .malformed),
    ("nullx", .malformed),
    ("tru", .malformed),
    ("True", .malformed),
    ("01", .malformed),
    ("+1", .malformed),
    ("1.", .malformed),
    (".5", .malformed),
    ("1e", .malformed),
    ("-", .malformed),
    ("NaN", .malformed),
    ("0x10", .malformed),
    ("1 2", .malformed),
    ("1,2", .malformed),
    ("1]", .malformed),
    ("[1],[2]", .malformed),
    ("1],[2", .malformed),
    ("{}{}", .malformed),
    (#""\x""#, .malformed),
    (#""\ud800""#, .malformed),
    (#""\udc00""#, .malformed),
    (#""\u12""#, .malformed),
    ("\"a\nb\"", .malformed),
    ("'a'", .malformed),
    ("[1]//", .malformed),
    ("\u{FEFF}[]", .malformed),
]

@Test(arguments: malformed)
func whatIsNoJSONIsRefused(text: String, code: JSONError.Code) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset ?? -1 <= text.utf8.count)
}

@Test func anErrorSaysWhere() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"é\": 1,\n  \"b\" 2\n}") }
    #expect(error?.line == 3)
    #expect(error?.description.hasPrefix("line 3, column ") == true)
}

@Test func bytesThatAreNoUTF8AreRefusedWhereTheyStand() {
    let error = #expect(throws: JSONError.self) {
        try JSONValue(parsing: Array("[\"ab".utf8) + [0xFF] + Array("\"]".utf8))
    }
    #expect(error?.code == .notUTF8)
    #expect(error?.offset == 4)
}

@Test func nestingHasALimit() throws {
    let text = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(try JSONValue(parsing: text(256)).arrayValue?.count == 1)
    #expect(throws: JSONError.self) { try JSONValue(parsing: text(257)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: text(100_000)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: #"{"a":"#, count: 100_000)) }
    #expect(try JSONValue(parsing: "[[1]]", maxDepth: 2)[0]?[0] == 1)
}

@Test func aNameThatStandsTwiceCanBeRefused() {
    let error = #expect(throws: JSONError.self) {
        try JSONValue(parsing: #"{"alg":"RS256","alg":"none"}"#, duplicateNames: .refused)
    }
    #expect(error?.code == .duplicateName)
}

@Test func valuesAreEqualWhenTheyMeanTheSame() throws {
    #expect(try JSONValue(parsing: #"{"a":1,"b":[1.0]}"#) == ["b": [1], "a": 1.0])
    #expect(JSONValue.number(JSONNumber(1)).hashValue == JSONValue.number(JSONNumber(1.0)).hashValue)
    #expect(JSONValue(1.5) != JSONValue(1))
    #expect(JSONValue("1") != JSONValue(1))
    #expect(JSONObject([("a", 1), ("b", 2)]).hashValue == JSONObject([("b", 2), ("a", 1)]).hashValue)
}

@Test func largeObjectsKeepOrderAndFindMembers() throws {
    var object = JSONObject()
    for number in 0..<1000 { object["name\(number)"] = JSONValue(number) }
    object["name500"] = nil
    object["name0"] = "first"
    #expect(object.count == 999)
    #expect(object["name999"] == 999)
    #expect(object["name500"] == nil)
    #expect(object[0].value == "first")
    #expect(try JSONValue(parsing: object.serialized()).objectValue?.names == object.names)
}

@Test func numbersThatAreNotFiniteAreWrittenAsNull() {
    #expect(JSONValue([Double.infinity, Double.nan]).text() == "[null,null]")
}

@Test func stylesForPeopleAndForComparing() {
    let value: JSONValue = ["b": [1, 2], "a": [:], "c": []]
    #expect(value.text(.sorted) == #"{"a":{},"b":[1,2],"c":[]}"#)
    #expect(value.text(.pretty) == "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"c\": []\n}")
}

@Test func codersOfOthersCarryValues() throws {
    let value: JSONValue = ["a": [1, 1.5, "x", true, nil], "b": ["c": 18_446_744_073_709_551_615.0]]
    #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
}

@Test func randomValuesSurviveARoundTripAndFoundationAgrees() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed)
    for _ in 0..<500 {
        let value = randomValue(&random, depth: 0)
        let text = value.serialized(.pretty)
        #expect(try JSONValue(parsing: text) == value, "seed \(seed)")
        #expect(throws: Never.self, "seed \(seed)") {
            try JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
        }
    }
}

private func randomValue(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .number(JSONNumber(Int64(truncatingIfNeeded: random.next())))
    case 3: return .number(JSONNumber(random.next()))
    case 4: return .number(JSONNumber(Double.random(in: -1e9...1e9, using: &random)))
    case 5: return .string(randomText(&random))
    case 6:
        return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in randomValue(&random, depth: depth + 1) })
    default:
        let names = (0..<Int.random(in: 0..<20, using: &random)).map { _ in randomText(&random) }
        return .object(JSONObject(names.map { ($0, randomValue(&random, depth: depth + 1)) }))
    }
}

private func randomText(_ random: inout SeededGenerator) -> String {
    let scalars = (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0..<(Bool.random(using: &random) ? 0x80 : 0x11_0000), using: &random))
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
}
