import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

@Suite("Numbers written the short way")
struct SmallNumberTests {
    /// The text of a number given by its digits, rounded on paper: halves away from zero.
    private static func rounded(_ digits: Int, of fraction: Int, to places: Int) -> String {
        var power = 1
        for _ in places..<max(places, fraction) { power *= 10 }
        var rounded = digits / power + (digits % power * 2 >= power && power > 1 ? 1 : 0)
        for _ in fraction..<max(places, fraction) { rounded *= 10 }
        let text = String(repeating: "0", count: max(0, places + 1 - String(rounded).count)) + String(rounded)
        return places == 0 ? text : text.dropLast(places) + "." + text.suffix(places)
    }

    @Test("are rounded as their digits say", arguments: 0...4)
    func rounding(places: Int) throws {
        var numbers = SeededGenerator(7)
        let powers = [1.0, 10, 100, 1000, 10_000, 100_000]
        for _ in 0..<20_000 {
            let fraction = Int.random(in: 0...5, using: &numbers)
            let digits = Int.random(in: 0..<998 * Int(powers[fraction]), using: &numbers)
            let value = Double(digits) / powers[fraction]
            let expected = Self.rounded(digits, of: fraction, to: places)
            let text = try AdaptiveExpression("formatNumber(x, \(places))").evaluate(["x": .number(JSONNumber(value))])
                .text
            guard text == expected else {
                Issue.record("\(value) with \(places) places is \(text), not \(expected)")
                return
            }
        }
    }

    @Test("leave to the long way what needs a sign, a group or a look at the digits")
    func limits() {
        for number in [-1.0, 999.5, 1e300, .infinity, .nan, 0.125, 1.005] {
            #expect(SmallNumber.text(.double(number), places: 2, point: ".") == nil, "\(number)")
        }
        #expect(SmallNumber.text(.int(5), places: 5, point: ".") == nil)
        #expect(SmallNumber.text(.int(5), places: 2, point: ",") == "5,00")
        #expect(SmallNumber.text(.double(12.5), places: 1, point: ".") == "12.5")
        #expect(SmallNumber.text(.double(-0.0), places: 0, point: ".") == "0")
    }

    @Test("keep their digits as a part of a text")
    func plain() {
        let numbers: [(Double, String?)] = [
            (12.5, "12.5"), (-0.25, "-0.25"), (0.001, "0.001"), (0.0001, nil), (1e15, nil), (2, nil), (.infinity, nil),
            (.nan, nil), (123_456_789_012.25, "123456789012.25"), (0.1 + 0.2, "0.30000000000000004"),
        ]
        for (number, text) in numbers {
            #expect(JSONNumber(number).plain == text)
            #expect(text == nil || JSONNumber(number).shortest == text)
        }
    }
}
