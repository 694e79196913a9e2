internal import JSONKit

/// That a person is signed in for a bot at one of its connections.
struct UserToken: Sendable, Hashable {
    /// Whose token it is, and where for.
    struct Place: RecordKey {
        var person: Handle
        var bot: AppID
        var connection: String
        var recordKey: String { "\(person) \(bot) \(connection)" }
    }

    var person: Handle
    var bot: AppID
    var connection: String
    /// Opaque: it opens nothing, anywhere.
    var token: String
    var expires: Instant
    var extras = JSONObject()
}

extension UserToken: StoredRow, TableRow {
    var rowID: Place { Place(person: person, bot: bot, connection: connection) }

    init() { self.init(person: "", bot: "", connection: "", token: "", expires: Instant(milliseconds: 0)) }

    static let shape: RowShape<UserToken> = [
        .required("person", \.person), .required("bot", \.bot), .required("connection", \.connection),
        .required("token", \.token), .required("expires", \.expires),
    ]
}
