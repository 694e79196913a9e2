import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

extension PublishedCases {
    static let expressions = PublishedCases("Conformance")
}

@Suite("The published expressions")
struct PublishedExpressionTests {
    /// Random numbers that are the same in every run.
    private static func environment(_ locale: String, now: String?) throws -> ExpressionEnvironment {
        let time = try #require(Timestamp(now ?? "2020-08-01T00:12:20Z")).date
        return ExpressionEnvironment(now: { time }, random: { 0x0123_4567_89AB_CDEF }, locale: locale)
    }

    @Test(
        "have the published values",
        arguments: ["en-US", "de-DE", "fr-FR", "es-ES", "tr-TR", "hi-IN", "ar-EG", "ja-JP"])
    func values(locale: String) throws {
        let file = try PublishedCases.expressions.json("expressions-js.json")
        let scope = ExpressionScope(wrapped: try #require(file["scope"]))
        let cases = try #require(file["cases"]?.arrayValue)
        #expect(cases.count == 799)
        var failures: [String: String] = [:]
        for item in cases {
            let id = try #require(item["id"]?.stringValue)
            let source = try #require(item["expression"]?.stringValue)
            let expected = try #require(item["expected"])
            let environment = try Self.environment(
                Self.localized.contains(id) ? "en-US" : locale, now: item["now"]?.stringValue)
            do {
                let value = try AdaptiveExpression(source).evaluate(scope, environment: environment)
                if !PublishedCases.agree(value.wrapped, expected) {
                    failures[id] = "\(source) is \(value.wrapped), not \(expected)"
                }
            } catch {
                failures[id] = "\(source) fails: \(error)"
            }
        }
        try PublishedCases.expressions.judge(failures, prefix: "js/")
    }

    /// The cases whose value depends on the locale of the environment by intent, since they name none: they are
    /// published in English. All others have the same value in every locale.
    private static let localized: Set<String> = [
        // Separators of numbers: formatNumber(20.0000, 2) and its like.
        "js/411", "js/412", "js/413", "js/414",
        // What / stands for in a format: 'dd/MM/yyy'.
        "js/499",
        // Names of days and months: 'ddd', 'dddd', 'MMMM', 'MMM'.
        "js/504", "js/505", "js/511", "js/512",
        // Morning and afternoon: 't', 'tt'.
        "js/517", "js/518",
    ]

    @Test("read the published paths")
    func references() throws {
        let file = try PublishedCases.expressions.json("expressions-js.json")
        for item in try #require(file["cases"]?.arrayValue) {
            guard let paths = item["references"]?.arrayValue else { continue }
            let source = try #require(item["expression"]?.stringValue)
            let references = try AdaptiveExpression(source).references
            #expect(Set(references) == Set(paths.compactMap(\.stringValue)), "\(source)")
        }
    }

    @Test("that are wrong fail")
    func failures() throws {
        let file = try PublishedCases.expressions.json("expressions-bad.json")
        let scope = ExpressionScope(wrapped: try #require(file["scope"]))
        var sources = try #require(file["invalidSyntax"]?.arrayValue).compactMap(\.stringValue)
        #expect(sources.count == 8)
        for source in sources {
            #expect(throws: ExpressionError.self, "\(source)") { try AdaptiveExpression(source) }
        }
        sources += try #require(file["mustFail"]?.arrayValue).compactMap { $0["expression"]?.stringValue }
        #expect(sources.count == 392)
        var failures: [String: String] = [:]
        for (place, source) in sources.enumerated() {
            let environment = try Self.environment("en-US", now: nil)
            if let value = try? AdaptiveExpression(source).evaluate(scope, environment: environment) {
                failures["bad/\(place): \(source)"] = "has the value \(value.wrapped)"
            }
        }
        try PublishedCases.expressions.judge(failures, prefix: "bad/")
    }
}
