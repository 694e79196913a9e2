internal import JSONKit

/// A row of the durable state.
struct Record: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// Counters, clock, tenant.
        case world
        /// What a reset brings back.
        case initial
        case person, bot, chat, team, installation, block, webhook, file, message, read, ledger, feed, signin
        case limits, window, fault
        case batch, batchProgress, batchFailure
    }
    var kind: Kind
    /// Unique within its kind.
    var key: String
    var json: JSONObject
}

// What a person can do about it stands in the message of who opened the file.
extension Record {
    /// Whatever does not fit is damage, since only we write rows.
    var damaged: WorldError { WorldError(message: "the stored workspace is damaged at \(kind.rawValue) \(key)") }

    /// Something that may stand once stands twice.
    var doubled: WorldError {
        WorldError(message: "the stored workspace is damaged: \(kind.rawValue) \(key) stands twice")
    }

    /// The value of this row.
    func read<Value: WireValue>(_ type: Value.Type) throws(WorldError) -> Value {
        do throws(WireError) {
            return try Value(json: .object(json))
        } catch {
            throw damaged
        }
    }
}
