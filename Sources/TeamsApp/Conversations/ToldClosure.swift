internal import JSONKit
internal import TeamsModels

/// The newest that events told of one reason to be closed: that it holds, or that it is over.
struct ToldClosure: WireObject {
    var reason: ClosureReason?
    var at: Timestamp?
    var isOver: Bool?
    var extras: JSONObject = [:]

    init() {}

    init(_ reason: ClosureReason, at: Timestamp?, isOver: Bool) {
        self.reason = reason
        self.at = at
        self.isOver = isOver
    }

    static let members: WireMembers<ToldClosure> = [
        .init("reason", \.reason),
        .init("at", \.at),
        .init("isOver", \.isOver),
    ]
}
