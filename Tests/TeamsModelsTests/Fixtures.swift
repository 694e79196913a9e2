import Foundation
import JSONKit
import TeamsModels
import Testing

/// A JSON file beside the tests.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let json: JSONValue

    var testDescription: String { name }

    /// The files of a folder below `Fixtures`, by name.
    static func folder(_ path: String) throws -> [Fixture] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(path)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { file in
            guard file.hasSuffix(".json") else { return nil }
            let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
            return Fixture(name: String(file.dropLast(5)), json: try JSONValue(parsing: bytes))
        }
    }

    /// Every activity that Teams sends, `E01` to `E80`.
    static let events = (try? folder("Events")) ?? []
    /// The activities of Microsoft's documentation.
    static let documented = (try? folder("Documents/Activities")) ?? []
    /// The other objects of Microsoft's documentation.
    static let objects = (try? folder("Documents/Objects")) ?? []
    /// Answers to invokes.
    static let answers = (try? folder("Answers")) ?? []

    /// The object of Microsoft's documentation with this name.
    static func object(_ name: String) throws -> JSONValue {
        struct Missing: Error { let name: String }
        guard let fixture = objects.first(where: { $0.name == name }) else { throw Missing(name: name) }
        return fixture.json
    }

    /// The activity of the event `number`.
    static func event(_ number: Int) throws -> Activity { try Activity(json: events[number - 1].json) }
}
