import ExpressionKit
import Foundation
import JSONKit
import TestSupport
import Testing

@testable import TeamsCards

@Suite("The published templates")
struct PublishedTemplateTests {
    private static let published = PublishedCases("../Conformance/templating")

    @Test(
        "expand to the published cards",
        arguments: ["en-US", "de-DE", "fr-FR", "es-ES", "tr-TR", "hi-IN", "ar-EG", "ja-JP"])
    func cards(locale: String) throws {
        let cases = try #require(try Self.published.json("templates-official.json").arrayValue)
        #expect(cases.count == 74)
        var failures: [String: String] = [:]
        for item in cases {
            let id = "template/" + (try #require(item["id"]?.stringValue))
            var functions = ExpressionFunctions.standard
            if item["customFunctions"] != nil {
                functions.add("stringFormat", arity: 1...9) { arguments in
                    var text = arguments[0].asJSON.stringValue ?? ""
                    for (place, argument) in arguments.dropFirst().enumerated() {
                        text = text.replacing("{\(place)}", with: argument.text)
                    }
                    return .json(.string(text))
                }
            }
            var options = ExpansionOptions(environment: ExpressionEnvironment(locale: locale))
            if let substitute = item["undefinedFieldSubstitution"] { options.substitution = { _ in substitute } }
            let template = try CardTemplate(try #require(item["template"]), functions: functions)
            let data = item["hasData"] == .bool(true) ? item["data"] : nil
            let result = try template.expand(data, host: item["host"], options: options)
            let expected = try #require(item["expected"])
            if !PublishedCases.agree(result.card, expected) {
                failures[id] = "is \(result.card), not \(expected)"
            } else if let warnings = item["expectedWarnings"]?.arrayValue, warnings.count != result.warnings.count {
                failures[id] = "has the warnings \(result.warnings), not \(warnings)"
            }
        }
        try Self.published.judge(failures, prefix: "template/")
    }
}
