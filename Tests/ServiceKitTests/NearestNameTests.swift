import TestSupport
import Testing

@testable import ServiceKit

private let words: [(written: String, names: [String], meant: String?)] = [
    ("prot", ["port", "host"], "port"),
    ("PORT", ["port", "host"], "port"),
    ("weight", ["height", "width"], "height"),
    ("x", ["a", "b"], "a"),
    ("status", ["start", "stop"], nil),
    ("ab", ["abcdef"], nil),
    ("", ["a"], "a"),
    ("a", [], nil),
]

@Test(arguments: words)
func nearestNameIsTheOneThatWasMeant(written: String, names: [String], meant: String?) {
    #expect(nearestName(to: written, among: names) == meant)
}

@Test func lookingForTheNearestNameIsLinear() {
    expectLinear("a long word", size: 20_000, of: { String(repeating: "a", count: $0) }) {
        _ = nearestName(to: $0, among: ["port", "host"])
    }
    expectLinear("many names", size: 500, of: { (0..<$0).map { "name\($0)" } }) {
        _ = nearestName(to: "nme7", among: $0)
    }
}
