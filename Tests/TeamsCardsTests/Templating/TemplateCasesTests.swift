import ExpressionKit
import Foundation
import JSONKit
import TestSupport
import Testing

@testable import TeamsCards

/// A template with its data, from a public report, and what it must become.
private struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let input: JSONObject
    let expected: JSONObject
    var testDescription: String { name }

    /// Those of a file whose input is a template; lists go together one by one.
    static func all(in file: URL) throws -> [Case] {
        let json = try JSONValue(parsing: [UInt8](try Data(contentsOf: file)))
        func list(_ value: JSONValue?) -> [JSONValue] { value?.arrayValue ?? value.map { [$0] } ?? [] }
        let name = file.deletingPathExtension().lastPathComponent
        return zip(list(json["input"]), list(json["expected"])).enumerated().compactMap { place, pair in
            guard let input = pair.0.objectValue, input["template"] != nil, let expected = pair.1.objectValue else {
                return nil
            }
            return Case(name: "\(name) \(place + 1)", input: input, expected: expected)
        }
    }

    static let all: [Case] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Cases")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.lastPathComponent.hasPrefix("T") }.sorted { $0.path < $1.path }
            .flatMap { (try? all(in: $0)) ?? [] }
    }()
}

@Suite("Templates of public reports")
struct TemplateCasesTests {
    @Test("are all here")
    func count() { #expect(Case.all.count == 13) }

    @Test("become the right card, with the right warnings", arguments: Case.all)
    fileprivate func expand(example: Case) throws {
        let template = try CardTemplate(try #require(example.input["template"]))
        let result = try template.expand(example.input["data"], host: example.input["host"])
        #expect(result.card == example.expected["card"], "\(result.card)")
        let warnings = try #require((example.expected["warnings"] ?? []).arrayValue)
        #expect(
            Set(result.warnings.map(\.path)) == Set(warnings.compactMap { $0["path"]?.stringValue }),
            "\(result.warnings)")
        for wanted in warnings {
            let here = result.warnings.filter { $0.path == wanted["path"]?.stringValue }
            let ofCode = here.filter { wanted["code"] == nil || wanted["code"]?.stringValue == $0.code.rawValue }
            let said = ofCode.filter { $0.message.contains(wanted["says"]?.stringValue ?? $0.message) }
            #expect(!said.isEmpty, "\(wanted) is not among \(result.warnings)")
        }
    }

    @Test("fail as a whole where they are to be strict, with an error that names every place", arguments: Case.all)
    fileprivate func strict(example: Case) throws {
        let template = try CardTemplate(try #require(example.input["template"]))
        let warnings = example.expected["warnings"]?.arrayValue ?? []
        do {
            let result = try template.expand(example.input["data"], options: .strict)
            #expect(warnings.isEmpty && result.card == example.expected["card"])
        } catch {
            #expect(Set(warnings.compactMap { $0["path"]?.stringValue }) == Set(error.issues.map(\.path)))
        }
    }

    @Test("say what a card says of a bound number where a text belongs")
    func boundNumber() throws {
        let example = try #require(Case.all.first { $0.name.hasPrefix("T16") })
        let card = try CardTemplate(try #require(example.input["template"])).expand(example.input["data"]).card
        let wanted = try #require(example.expected["issues"]?[0])
        let found = CardValidator.issues(in: card, for: .bot).filter { $0.path == wanted["path"]?.stringValue }
        #expect(found.map(\.code.rawValue) == [wanted["code"]?.stringValue])
        #expect(found.map(\.severity) == [.error])
    }
}
