import Foundation
public import JSONKit
import Testing

/// Cases of others, in a folder beside the tests that run them.
public struct PublishedCases: Sendable {
    private let folder: URL

    /// The cases in `folder`, seen from the test's own file.
    public init(_ folder: String, from file: String = #filePath) {
        self.folder = URL(filePath: file).deletingLastPathComponent().appending(path: folder).standardizedFileURL
    }

    /// One file of them.
    public func json(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }

    /// The cases that are not met, by name, with the reason.
    public func knownDifferences() throws -> [String: String] {
        let object = try json("KnownDifferences.json").objectValue ?? [:]
        return Dictionary(uniqueKeysWithValues: object.map { ($0.name, $0.value.stringValue ?? "") })
    }

    /// Compares what happened with the list of known differences.
    public func judge(_ failures: [String: String], prefix: String) throws {
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
    public static func agree(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let first), .number(let second)):
            first == second || abs(first.double - second.double) <= 1e-9 * max(1, abs(second.double))
        case (.array(let first), .array(let second)):
            first.count == second.count && zip(first, second).allSatisfy(Self.agree)
        case (.object(let first), .object(let second)):
            first.count == second.count
                && first.allSatisfy { member in second[member.name].map { Self.agree(member.value, $0) } ?? false }
        default: left == right
        }
    }
}
