internal import JSONKit

/// Reads a stored row. Whatever does not fit is damage, since only we write rows.
struct RowReader {
    let name: String
    let json: JSONObject

    init(_ record: Record) { self.init(name: "\(record.kind.rawValue) \(record.key)", json: record.json) }

    private init(name: String, json: JSONObject) {
        self.name = name
        self.json = json
    }

    /// What a person can do about it stands in the message of who opened the file.
    var damaged: WorldError { WorldError(message: "the stored workspace is damaged at \(name)") }

    /// Something that may stand once stands twice.
    var doubled: WorldError { WorldError(message: "the stored workspace is damaged: \(name) stands twice") }

    func text(_ member: String) throws(WorldError) -> String {
        guard let text = json[member]?.stringValue else { throw damaged }
        return text
    }

    /// A number that counts up from zero. Bounded, so that adding to it never ends the program.
    func int(_ member: String) throws(WorldError) -> Int {
        guard let number = json[member]?.intValue, (0...Self.maxNumber).contains(number) else { throw damaged }
        return number
    }

    func number(_ member: String) throws(WorldError) -> Int64 { Int64(try int(member)) }

    /// As ``number(_:)``; nil when the member is not there.
    func numberIfPresent(_ member: String) throws(WorldError) -> Int64? {
        guard let value = json[member], !value.isNull else { return nil }
        return try number(member)
    }

    /// A point in time, in milliseconds.
    func instant(_ member: String) throws(WorldError) -> Instant {
        let instant = Instant(milliseconds: try number(member))
        guard instant <= Instant.latest + World.targetedLifetime else { throw damaged }
        return instant
    }

    private static let maxNumber = 1 << 53

    func flag(_ member: String) -> Bool { json[member]?.boolValue ?? false }

    func texts(_ member: String) -> [String] { json[member]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    func inner(_ member: String) throws(WorldError) -> RowReader {
        guard let object = json[member]?.objectValue else { throw damaged }
        return RowReader(name: name, json: object)
    }

    /// Objects in a list; a list that is not there is empty.
    func rows(_ member: String) throws(WorldError) -> [RowReader] {
        guard let list = json[member]?.arrayValue else { return [] }
        var rows: [RowReader] = []
        for json in list {
            guard let object = json.objectValue else { throw damaged }
            rows.append(RowReader(name: name, json: object))
        }
        return rows
    }

    /// A value that a workspace file could hold too.
    func value<Value>(
        _ read: (inout WorkspaceReader) throws(WorkspaceError) -> Value
    ) throws(WorldError) -> Value {
        do {
            return try WorkspaceReader.read(json["value"] ?? .null, path: name, read)
        } catch {
            throw damaged
        }
    }
}
