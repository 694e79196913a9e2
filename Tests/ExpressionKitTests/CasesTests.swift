import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

@Suite("Cases from public reports")
struct CasesTests {
    @Test("have the right values", arguments: ["T24-names-by-bytes"])
    func expressions(name: String) throws {
        let file = try PublishedCases("Cases").json("\(name).json")
        let inputs = try #require(file["input"]?.arrayValue)
        let expectations = try #require(file["expected"]?.arrayValue)
        #expect(inputs.count == expectations.count)
        var count = 0
        for (input, expected) in zip(inputs, expectations) {
            guard let source = input["expression"]?.stringValue else { continue }
            count += 1
            let data = input["data"] ?? [:]
            if let value = expected["value"] {
                let found = try AdaptiveExpression(source).evaluate(data, environment: .system).wrapped
                #expect(PublishedCases.agree(found, value), "\(source) is \(found), not \(value)")
            } else {
                #expect(expected["error"] != nil)
                let error = #expect(throws: ExpressionError.self, "\(source)") {
                    try AdaptiveExpression(source).evaluate(data, environment: .system)
                }
                #expect(error?.message.isEmpty == false)
            }
        }
        #expect(count > 0)
    }
}
