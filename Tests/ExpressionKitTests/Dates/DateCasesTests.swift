import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

@Suite("Cases from public reports: dates")
struct DateCasesTests {
    private static let folder = PublishedCases("../Cases")

    /// An expression of a case, and what must come of it.
    private struct Expectation {
        let expression: String
        let expected: JSONValue
        /// Whether any error is right.
        var isError: Bool { expected["error"] != nil }
        var value: JSONValue { expected["value"] ?? expected }
    }

    /// The expressions among the inputs; templates are tried where templates are.
    private static func expectations(_ file: JSONValue) throws -> [Expectation] {
        let inputs = try #require(file["input"]?.arrayValue)
        let expected = try #require(file["expected"]?.arrayValue)
        #expect(inputs.count == expected.count)
        return zip(inputs, expected).compactMap { input, expected in
            (input.stringValue ?? input["expression"]?.stringValue).map {
                Expectation(expression: $0, expected: expected)
            }
        }
    }

    @Test(
        "have the right values",
        arguments: [
            ("T01-format-epoch-milliseconds", 2), ("T04-localised-standard-formats", 5), ("T06-date-of-seconds", 5),
            ("T20-time-zones", 3),
        ])
    func values(name: String, count: Int) throws {
        let expectations = try Self.expectations(Self.folder.json(name + ".json"))
        #expect(expectations.count == count)
        for item in expectations {
            let result = Result { try AdaptiveExpression(item.expression).evaluate([:]).wrapped }
            if item.isError {
                #expect(throws: ExpressionError.self, "\(item.expression)") { try result.get() }
            } else {
                #expect(PublishedCases.agree(try result.get(), item.value), "\(item.expression) is \(result)")
            }
        }
    }
}
