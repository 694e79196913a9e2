import Foundation
import JSONKit
import Testing

@testable import TeamsCards

@Suite("The published expressions")
struct PublishedExpressionTests {
    /// Random numbers that are the same in every run.
    private static func environment(_ locale: String, now: String?) throws -> ExpressionEnvironment {
        let time = try #require(Timestamp(now ?? "2020-08-01T00:12:20Z")).date
        return ExpressionEnvironment(now: { time }, random: { 0x0123_4567_89AB_CDEF }, locale: locale)
    }

    @Test("have the published values", arguments: ["en-US", "de-DE", "fr-FR", "es-ES", "tr-TR"])
    func values(locale: String) throws {
        let file = try PublishedCases.json("expressions-js.json")
        let scope = ExpressionScope(wrapped: try #require(file["scope"]))
        let cases = try #require(file["cases"]?.arrayValue)
        #expect(cases.count == 799)
        var failures: [String: String] = [:]
        for item in cases {
            let id = try #require(item["id"]?.stringValue)
            let source = try #require(item["expression"]?.stringValue)
            let expected = try #require(item["expected"])
            // Formats that name no locale are written in English in the published tests.
            let environment = try Self.environment(
                locale == "en-US" ? locale : Self.localeMatters(source) ? "en-US" : locale,
                now: item["now"]?.stringValue)
            do {
                let value = try AdaptiveExpression(source).evaluate(scope, environment: environment)
                if !PublishedCases.agree(value.wrapped, expected) {
                    failures[id] = "\(source) is \(value.wrapped), not \(expected)"
                }
            } catch {
                failures[id] = "\(source) fails: \(error)"
            }
        }
        try PublishedCases.judge(failures, outOf: cases.count, prefix: "js/")
    }

    /// Whether the value depends on the locale by intent: names of months and days, separators of numbers.
    private static func localeMatters(_ source: String) -> Bool {
        source.hasPrefix("formatNumber(") || source.contains("'ddd") || source.contains("'MMM") || source.contains("'t")
    }

    @Test("read the published paths")
    func references() throws {
        let file = try PublishedCases.json("expressions-js.json")
        for item in try #require(file["cases"]?.arrayValue) {
            guard let paths = item["references"]?.arrayValue else { continue }
            let source = try #require(item["expression"]?.stringValue)
            let references = try AdaptiveExpression(source).references
            #expect(Set(references) == Set(paths.compactMap(\.stringValue)), "\(source)")
        }
    }

    @Test("that are wrong fail")
    func failures() throws {
        let file = try PublishedCases.json("expressions-bad.json")
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
        try PublishedCases.judge(failures, outOf: sources.count, prefix: "bad/")
    }
}
