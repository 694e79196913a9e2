internal import JSONKit

/// A part of a window, as the store has it.
struct RequestChunk: Sendable, Hashable {
    var part = LimitPart.perTenant
    var bot: AppID?
    var conversation: ConversationID?
    var person: Handle?
    var number = 0
    var times = RequestTimes()
    var extras = JSONObject()

    /// Which part of which window.
    struct ID: RecordKey {
        let scope: LimitScope
        let number: Int

        /// With the length of each name, for names may hold anything.
        var recordKey: String {
            let names = [scope.bot?.rawValue, scope.conversation?.rawValue, scope.person?.rawValue]
            return names.reduce(into: "\(scope.part.rawValue) \(number)") { key, name in
                key += name.map { " \($0.utf8.count):\($0)" } ?? " -"
            }
        }
    }

    init() {}

    init(_ id: ID, _ times: ArraySlice<Instant>) {
        part = id.scope.part
        bot = id.scope.bot
        conversation = id.scope.conversation
        person = id.scope.person
        number = id.number
        self.times = RequestTimes(Array(times))
    }

    var scope: LimitScope { LimitScope(part: part, bot: bot, conversation: conversation, person: person) }
}

extension RequestChunk: StoredRow {
    static let shape: RowShape<RequestChunk> = [
        .required("part", \.part), .optional("bot", \.bot), .optional("conversation", \.conversation),
        .optional("person", \.person), .count("number", \.number), .required("times", \.times),
    ]
}
