import ExpressionKit
import Foundation
import JSONKit
import TestSupport
import Testing

@testable import TeamsCards

@Suite("Random templates")
struct TemplateFuzzTests {
    private static let words = [
        "a", "b", "x", "$data", "$index", "$root", "${", "}", "\\", "`", "'", "(", ")", "[0]", ".", " ", "1", "+", ">",
        "!",
        "==", "count(", "foreach(b, x, ", "größe", "e\u{301}", "\u{1F600}", ":", "-", "\n", "${rs:",
        "setPathToValue(a, ",
        "formatNumber(1, ", ", ", "length", "range(0, ",
    ]

    private static let data: JSONValue = ["a": 1, "b": [2, [3], ["x": "y"]], "größe": "XL", "x": ["a": nil]]

    /// A text of words that mean something to a template.
    private static func text(_ numbers: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...12, using: &numbers)).map { _ in words.randomElement(using: &numbers) ?? "" }.joined()
    }

    @Test("end with a card or an error")
    func mutations() throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? UInt64.random(in: 0...UInt64.max)
        let rounds = Int(ProcessInfo.processInfo.environment["FUZZ_ROUNDS"] ?? "") ?? 1000
        print("FUZZ_SEED=\(seed)")  // with it in the environment, a failure runs again
        var numbers = SeededGenerator(seed)
        let environment = ExpressionEnvironment(
            limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 50_000))
        var cards = 0
        for _ in 0..<rounds {
            let template = try CardTemplate([
                "type": "TextBlock", "maxLines": .string(Self.text(&numbers)),
                "text": .string("a ${" + Self.text(&numbers)),
                "items": [
                    ["$data": .string("${" + Self.text(&numbers) + "}"), "t": .string(Self.text(&numbers))],
                    [
                        "$when": .string("${" + Self.text(&numbers) + "}"),
                        "t": .string("${" + Self.text(&numbers) + "}"),
                    ],
                ],
            ])
            _ = template.missingNames(in: Self.data)
            for mode in [ExpansionOptions.Mode.compatible, .strict] {
                let options = ExpansionOptions(mode: mode, environment: environment)
                guard let result = try? template.expand(Self.data, options: options) else { continue }
                #expect(try JSONValue(parsing: result.card.serialized()) == result.card, "\(template)")
                #expect(result.warnings.allSatisfy { !$0.description.isEmpty })
                cards += 1
            }
        }
        #expect(cards >= rounds)
    }
}
