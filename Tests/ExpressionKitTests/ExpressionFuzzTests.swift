import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

@Suite("Random expressions")
struct ExpressionFuzzTests {
    private static let alphabet = Array("abx01.$_'\"`(){}[],+-*/%^!=<>&|?: \\\n\u{E9}\u{1F600}")

    /// Changes a published expression: parts cut out, doubled, exchanged with parts of another.
    private static func mutated(
        _ source: String, with other: String, _ numbers: inout SeededGenerator
    ) -> String {
        var characters = Array(source)
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
            let place = Int.random(in: 0...characters.count, using: &numbers)
            let end = min(characters.count, place + Int.random(in: 0...6, using: &numbers))
            switch Int.random(in: 0...4, using: &numbers) {
            case 0: characters.removeSubrange(place..<end)
            case 1: characters.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)], at: place)
            case 2: characters.insert(contentsOf: characters[place..<end], at: place)
            case 3: characters.replaceSubrange(place..<end, with: Array("9223372036854775807"))
            default:
                let rest = Array(other)
                let start = Int.random(in: 0...rest.count, using: &numbers)
                characters.replaceSubrange(place..<end, with: rest[start...])
            }
        }
        return String(characters)
    }

    @Test("end with a value or an error")
    func mutations() throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? UInt64.random(in: 0...UInt64.max)
        let rounds = Int(ProcessInfo.processInfo.environment["FUZZ_ROUNDS"] ?? "") ?? 1000
        print("FUZZ_SEED=\(seed)")  // with it in the environment, a failure runs again
        var numbers = SeededGenerator(seed)
        let file = try PublishedCases.expressions.json("expressions-js.json")
        let scope = ExpressionScope(wrapped: try #require(file["scope"]))
        let sources = try #require(file["cases"]?.arrayValue).compactMap { $0["expression"]?.stringValue }
        let environment = ExpressionEnvironment(
            now: { Date(timeIntervalSince1970: 0) }, random: { 7 },
            limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 50_000))
        for _ in 0..<rounds {
            let source = Self.mutated(
                sources[Int.random(in: 0..<sources.count, using: &numbers)],
                with: sources[Int.random(in: 0..<sources.count, using: &numbers)], &numbers)
            if let expression = try? AdaptiveExpression(source) {
                _ = expression.references
                if let value = try? expression.evaluate(scope, environment: environment) { _ = value.wrapped }
            }
        }
    }

    @Test("of random bytes end with a value or an error")
    func bytes() {
        let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? UInt64.random(in: 0...UInt64.max)
        print("FUZZ_SEED=\(seed)")  // with it in the environment, a failure runs again
        var numbers = SeededGenerator(seed)
        for _ in 0..<1000 {
            let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            _ = try? AdaptiveExpression(String(decoding: bytes, as: UTF8.self)).evaluate([:])
            let text = String(
                (0..<20).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &numbers)] })
            _ = try? AdaptiveExpression(text).evaluate(["a": 1, "b": [2], "x": "y"])
        }
    }
}
