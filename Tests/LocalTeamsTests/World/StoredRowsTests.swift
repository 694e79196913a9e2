import Foundation
import JSONKit
import Testing

@testable import LocalTeams

/// The rows of a world with everything in it, as the store had them before rows were read and written by one table.
private func storedRows() throws -> [Record] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/rows.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
        let json = try JSONValue(parsing: String(line))
        return Record(
            kind: try #require(Record.Kind(rawValue: json["kind"]?.stringValue ?? "")),
            key: try #require(json["key"]?.stringValue), json: try #require(json["row"]?.objectValue))
    }
}

/// Nothing and `null` are the same.
private func withoutNull(_ json: JSONValue) -> JSONValue {
    switch json {
    case .object(let object):
        .object(JSONObject(object.filter { !$0.value.isNull }.map { ($0.name, withoutNull($0.value)) }))
    case .array(let elements): .array(elements.map(withoutNull))
    default: json
    }
}

/// What people saw of that world.
private func shown(of world: World) throws -> JSONValue {
    var shown: [JSONValue] = []
    for handle in world.workspace.users.map(\.handle) {
        for listed in try world.conversations(as: handle) {
            let history = try world.history(of: ConversationID(json: listed["id"] ?? .null), as: handle)
            shown.append([
                "as": handle.json, "conversation": .object(listed), "history": JSONValue(history),
            ])
        }
    }
    return [
        "shown": .array(shown), "workspace": .object(world.workspace.shown), "ledger": world.ledger().json,
        "nextTimer": .string(world.nextTimer?.text ?? ""),
    ]
}

@Suite struct StoredRowsTests {
    @Test func aFileOfBeforeIsReadAsItWas() throws {
        let world = try World(records: storedRows())
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/shown.json")
        let expected = try JSONValue(parsing: Array(Data(contentsOf: file)))
        // What later versions show besides is no harm.
        #expect(try missing(from: shown(of: world), in: expected) == [])
    }

    /// Every row, written again, says what it said. Members that came later are beside it.
    @Test func rowsAreWrittenAsTheyWere() throws {
        let before = try storedRows()
        for record in before {
            let json: JSONValue =
                switch record.kind {
                case .world: try record.read(WorldRow.self).json
                case .initial: try Workspace(file: .object(record.json)).json
                case .person: try record.read(Row<Person>.self).json
                case .bot: try record.read(Row<Bot>.self).json
                case .chat: try record.read(ChatState.self).json
                case .team: try record.read(TeamState.self).json
                case .installation: try record.read(Row<Installation>.self).json
                case .block: try record.read(Block.self).json
                case .webhook: try record.read(Row<Workspace.Webhook>.self).json
                case .file: try record.read(StoredFile.self).json
                case .message: try record.read(Message.self).json
                case .read: try record.read(ReadPosition.self).json
                case .ledger: try record.read(LedgerEntry.self).json
                case .limits: try record.read(LimitRow.self).json
                case .window: try record.read(RequestChunk.self).json
                case .fault: try record.read(Fault.self).json
                case .batch: try record.read(BatchOperation.self).json
                case .batchProgress: try record.read(BatchProgress.self).json
                case .batchFailure: try record.read(BatchFailure.self).json
                case .feed: try record.read(FeedEntry.self).json
                case .signin: try record.read(UserToken.self).json
                }
            let lost = missing(from: json, in: withoutNull(.object(record.json)))
            #expect(lost.isEmpty, "\(record.kind) \(record.key): \(lost)")
        }
        #expect(Set(before.map(\.kind)) == Set(Record.Kind.allCases), "the fixture has a row of each kind")
    }

    /// What a later version put into a row is there after the row changed.
    @Test func whatALaterVersionAddedSurvives() throws {
        var records = try storedRows()
        for place in records.indices where records[place].kind != .initial {
            records[place].json["later"] = ["kept": true]
        }
        var world = try World(records: records)
        let conversation = Harbor.tides
        let id = try #require(world.history(of: conversation, as: "ines").first?["id"]?.stringValue)
        try world.react("like", add: true, to: id, in: conversation, as: "ines")
        try world.changePerson("bo", locale: "en-GB")
        let rows = world.takeChanges().records.compactMap { change -> Record? in
            if case .put(let record) = change, [.message, .person].contains(record.kind) { record } else { nil }
        }
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.json["later"] == ["kept": true] })
    }

    /// Each member of each row, made something that it is not: the row is named, or the world does without.
    @Test func aRowThatIsNoneIsNamed() throws {
        let records = try storedRows()
        var refused = 0
        for (place, record) in records.enumerated() where record.kind != .initial {
            for name in record.json.names {
                for wrong in [["a": [1]], .null] as [JSONValue] {
                    var broken = records
                    broken[place].json[name] = wrong
                    do throws(WorldError) {
                        _ = try World(records: broken)
                    } catch {
                        refused += 1
                        #expect(error.message.contains("damaged"), "\(error.message)")
                    }
                }
            }
        }
        #expect(refused > 300)
    }
}
