import Foundation
import JSONKit
import TestSupport
import Testing

/// `é` as one scalar, and as a letter with a mark: one text for Swift, two for everybody else.
private let composed = "\u{E9}"
private let decomposed = "e\u{301}"

private struct Model: WireObject {
    var value: JSONValue?
    var extras: JSONObject = [:]
    static let members: WireMembers<Model> = [WireMember(composed, \.value)]
}

private struct Name: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
}

@Test func twoSpellingsAreTwoMembers() throws {
    #expect(composed == decomposed)  // which is why all this is tested
    let text = #"{"\#(composed)":1,"\#(decomposed)":2,"e\u0301x":3}"#
    let value = try JSONValue(parsing: text, duplicateNames: .refused)
    #expect(value[composed] == 1)
    #expect(value[decomposed] == 2)
    #expect(value.objectValue?.count == 3)
    #expect(try JSONValue(parsing: value.serialized()) == value)
    #expect(try JSONValue(parsing: value.serialized(.sorted)) == value)
    #expect(value.text(.sorted).utf8.elementsEqual(#"{"\#(decomposed)":2,"e\#u{301}x":3,"\#(composed)":1}"#.utf8))
}

@Test func textsAreEqualByTheirBytes() {
    #expect(JSONValue.string(composed) != .string(decomposed))
    #expect(JSONValue.string(composed).hashValue != JSONValue.string(decomposed).hashValue)
    #expect(JSONValue.array([.string(composed)]) != .array([.string(decomposed)]))
    #expect(JSONObject([(composed, 1 as JSONValue)]) != JSONObject([(decomposed, 1 as JSONValue)]))
    #expect(Set([JSONObject([(composed, 1 as JSONValue)]), JSONObject([(decomposed, 1 as JSONValue)])]).count == 2)
    #expect(Name(rawValue: composed) != Name(rawValue: decomposed))
    #expect(!(Name(rawValue: composed) == Name(rawValue: decomposed)))
    #expect(Set([Name(rawValue: composed), Name(rawValue: decomposed)]).count == 2)
    #expect(JSONValue("") == "")
    #expect(JSONValue("12345678") != "12345679")
    #expect(JSONValue("1234567890123456x") != "1234567890123456y")
}

@Test func largeObjectsKeepBothSpellings() {
    var object = JSONObject((0..<40).map { ("name\($0)", JSONValue($0)) })
    object[composed] = "one"
    object[decomposed] = "two"
    #expect(object.count == 42)
    #expect(object[composed] == "one")
    object[composed] = nil
    #expect(object[composed] == nil)
    #expect(object[decomposed] == "two")
    #expect(JSONObject(object.map { ($0.name, $0.value) }) == object)
}

@Test func aModelTakesOnlyItsOwnSpelling() throws {
    let json = try JSONValue(parsing: #"{"\#(decomposed)":2,"\#(composed)":1}"#)
    let model = try Model(json: json)
    #expect(model.value == 1)
    #expect(model.extras == JSONObject([(decomposed, 2 as JSONValue)]))
    #expect(model.json == json)
    #expect(Model(lenient: json.objectValue ?? [:]).json == json)
}

@Test func byteOrderAndSamenessAgreeWithTheBytes() {
    var random = SeededGenerator()
    let seed = random.seed
    let alphabet = ["a", "b", "\u{E9}", "e\u{301}", "日", "😀"]
    for _ in 0..<2_000 {
        let texts = (0..<2).map { _ in
            (0..<Int.random(in: 0..<24, using: &random)).map { _ in random.pick(alphabet) }.joined()
        }
        let bytes = texts.map { Array($0.utf8) }
        #expect(texts[0].hasSameBytes(as: texts[1]) == (bytes[0] == bytes[1]), "seed \(seed)")
        #expect(texts[0].hasSameBytes(as: String(decoding: bytes[0], as: UTF8.self)), "seed \(seed)")
        #expect(texts[0].precedesInBytes(texts[1]) == bytes[0].lexicographicallyPrecedes(bytes[1]), "seed \(seed)")
        #expect((ExactText(texts[0]) == ExactText(texts[1])) == (bytes[0] == bytes[1]), "seed \(seed)")
    }
}

@Test func namesThatDifferInSpellingOnlyAreFoundInLinearTime() {
    // Each of 2ⁿ spellings of one text for Swift: a hash that brings them together would be quadratic.
    let spellings = { (count: Int) in
        (0..<count).map { number in
            (0..<20).map { number >> $0 & 1 == 0 ? composed : decomposed }.joined()
        }
    }
    expectLinear("spellings", size: 256, of: spellings) { names in
        let object = JSONObject(names.map { ($0, 0) })
        #expect(object.count == names.count)
        _ = object.hashValue
    }
}
