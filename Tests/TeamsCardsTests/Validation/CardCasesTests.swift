import Foundation
import JSONKit
import TeamsCards
import TestSupport
import Testing

/// What people reported about cards, each with what the validator has to say about it. The format is that of
/// `Cases/README.md`.
@Suite("Cases from public reports")
struct CardCasesTests {
    private static let cases = PublishedCases("../Cases")
    private static let names: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases")
            .standardizedFileURL
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test func theCasesAreThere() { #expect(Self.names.count >= 14) }

    @Test(arguments: names)
    func theValidatorSaysWhatItShould(name: String) throws {
        let json = try Self.cases.json(name)
        let inputs = [JSONValue](listed: try #require(json["input"]))
        let expected = [JSONValue](listed: try #require(json["expected"]))
        try #require(inputs.count == expected.count)
        for (input, expected) in zip(inputs, expected) { try check(unfolded(input), expected) }
    }

    private func check(_ input: JSONValue, _ expected: JSONValue) throws {
        let target = CardTarget.all.first { $0.name == input["target"]?.stringValue } ?? .bot
        var card = input["json"] ?? input
        if let template = input["template"] {
            card = try CardTemplate(template).expand(input["data"]).card
            if let whole = expected["card"] { #expect(card == whole) }
        }
        let hints: Set<CardIssue.Code> = ["a11y.altText", "a11y.speak", "execute.noFallback"]
        let issues = CardValidator.issues(in: card, for: target).filter { !hints.contains($0.code) }
        for wanted in expected["issues"]?.arrayValue ?? [] {
            #expect(issues.contains { isMet(wanted, by: $0) }, "\(wanted.text()) is not among \(issues)")
        }
        if let none = expected["none"]?.stringValue {
            let unwanted = issues.filter { isAmong($0, none) }
            #expect(unwanted.isEmpty)
        }
    }

    private func isMet(_ wanted: JSONValue, by issue: CardIssue) -> Bool {
        let severity = CardIssue.Severity(rawValue: wanted["severity"]?.stringValue ?? "info") ?? .error
        guard issue.severity >= severity, let path = wanted["path"]?.stringValue else { return false }
        if let code = wanted["code"]?.stringValue {
            guard issue.code.rawValue == code else { return false }
            // The path of an issue about the whole message is free.
            return issue.path == path || code.hasPrefix("size.")
        }
        return issue.path == path || isInside(issue.path, path) || isInside(path, issue.path)
    }

    private func isInside(_ path: String, _ holder: String) -> Bool { path.hasPrefix(holder + "/") || holder.isEmpty }

    /// `none` is in words: places, severities and rules.
    private func isAmong(_ issue: CardIssue, _ none: String) -> Bool {
        let words = none.split(separator: " ").map(String.init)
        let places = words.filter { $0.hasPrefix("/") }
        let severities = words.compactMap(CardIssue.Severity.init(rawValue:))
        let rules = words.filter { $0.hasSuffix(".") }
        return (places.isEmpty || places.contains { issue.path == $0 || isInside(issue.path, $0) })
            && (severities.isEmpty || severities.contains(issue.severity))
            && (rules.isEmpty || rules.contains { issue.code.rawValue.hasPrefix($0) })
    }

    /// `{"$repeat": …}` as the text that it stands for.
    private func unfolded(_ json: JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): .array(elements.map(unfolded))
        case .object(let object):
            if let part = object["$repeat"]?.stringValue, let times = object["times"]?.intValue {
                .string((object["before"]?.stringValue ?? "") + String(repeating: part, count: times))
            } else {
                .object(JSONObject(object.map { ($0.name, unfolded($0.value)) }))
            }
        default: json
        }
    }
}

extension [JSONValue] {
    /// The elements of a list, or the one value that stands there.
    fileprivate init(listed json: JSONValue) { self = json.arrayValue ?? [json] }
}
