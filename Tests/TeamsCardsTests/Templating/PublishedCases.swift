import Foundation
import JSONKit
import Testing

@testable import TeamsCards

/// The published cases, as they lie in Conformance.
enum PublishedCases {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Conformance/templating").standardizedFileURL

    static func json(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }

    /// The cases that are not met, by name, with the reason.
    static func knownDifferences() throws -> [String: String] {
        let data = try Data(contentsOf: folder.appending(path: "KnownDifferences.json"))
        let object = try JSONValue(parsing: [UInt8](data)).objectValue ?? [:]
        return Dictionary(uniqueKeysWithValues: object.map { ($0.name, $0.value.stringValue ?? "") })
    }

    /// Compares what happened with the list of known differences.
    static func judge(_ failures: [String: String], outOf total: Int, prefix: String) throws {
        let known = try knownDifferences().filter { $0.key.hasPrefix(prefix) }
        for (name, what) in failures.sorted(by: { $0.key < $1.key }) where known[name] == nil {
            Issue.record("\(name): \(what)")
        }
        for name in known.keys.sorted() where failures[name] == nil {
            Issue.record("\(name) is listed as a known difference, and is met")
        }
        for (name, reason) in known where reason.isEmpty { Issue.record("\(name) is listed without a reason") }
    }

    /// Equal as values; numbers up to a small tolerance.
    static func agree(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let first), .number(let second)):
            first == second || abs(first.double - second.double) <= 1e-9 * max(1, abs(second.double))
        case (.array(let first), .array(let second)):
            first.count == second.count && zip(first, second).allSatisfy(agree)
        case (.object(let first), .object(let second)):
            first.count == second.count
                && first.allSatisfy { member in second[member.name].map { agree(member.value, $0) } ?? false }
        default: left == right
        }
    }
}
