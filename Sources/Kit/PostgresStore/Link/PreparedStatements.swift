internal import SQLCore

/// Which statements a connection keeps. One is kept from the second time on that it is sent: what is said once is not
/// worth it.
struct PreparedStatements {
    /// The text of a statement and the types of its values. Told from others by length and end, since a few hundred
    /// letters would take longer to hash than many statements to run.
    struct Key: Hashable {
        let sql: String
        let types: [UInt32]

        init(_ statement: PostgresStatement) {
            sql = statement.sql
            types = ParameterBuffer.types(of: statement.values)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(sql.utf8.count)
            for byte in sql.utf8.suffix(12) { hasher.combine(byte) }
            hasher.combine(types)
        }
    }

    /// How a statement is sent.
    enum Way: Hashable {
        /// With its text.
        case whole
        /// With its text, to be kept under the number, and then by it.
        case keeping(Int)
        /// By its number.
        case kept(Int)
    }

    /// The most that a connection keeps; programs have fewer.
    private static let most = 256
    /// The most texts that are remembered for a second time.
    private static let mostSeen = 1024

    private let isOn: Bool
    private var kept: [Key: Int] = [:]
    private var seen: Set<Key> = []
    private var pending: [Int: Key] = [:]
    private var pendingKeys: Set<Key> = []
    /// What the present part of a pipeline keeps, if nothing of it fails.
    private var ofPart: [Key: Int] = [:]
    private var nextNumber = 0

    init(isOn: Bool) { self.isOn = isOn }

    static func name(_ number: Int) -> String { "s\(number)" }

    /// How to send a statement in the present part.
    mutating func way(for statement: PostgresStatement) -> Way {
        guard isOn else { return .whole }
        let key = Key(statement)
        if let number = kept[key] ?? ofPart[key] { return .kept(number) }
        guard seen.contains(key) else {
            if seen.count >= Self.mostSeen { seen.removeAll() }
            seen.insert(key)
            return .whole
        }
        guard kept.count + pending.count < Self.most, !pendingKeys.contains(key) else { return .whole }
        nextNumber += 1
        ofPart[key] = nextNumber
        pending[nextNumber] = key
        pendingKeys.insert(key)
        return .keeping(nextNumber)
    }

    /// Another part of the pipeline begins, which may run although the last one fails.
    mutating func beginPart() { ofPart = [:] }

    /// The pipeline is over, and the server keeps `numbers` of what it was given.
    mutating func settle(_ numbers: [Int]) {
        for number in numbers {
            if let key = pending[number] { kept[key] = number }
        }
        pending = [:]
        pendingKeys = []
        ofPart = [:]
    }

    /// The schema has changed: what is kept is of no use.
    mutating func forget() {
        kept = [:]
        pending = [:]
        pendingKeys = []
        ofPart = [:]
    }
}
