internal import HTTPKit
internal import JSONKit

/// One call of a bot: who calls, and what was said, already read.
struct ServiceCall: Sendable {
    let request: HTTP.Request
    let parameters: PathParameters
    /// The app id of the bot that calls.
    let bot: AppID
    /// The body; empty when there is none.
    let body: JSONObject

    /// The parameter of the path that the route's pattern names, decoded once.
    subscript(_ parameter: String) -> String { parameters[parameter] }

    /// What the parameter of the path that the route's pattern names stands for.
    subscript<ID: Identifier>(_ parameter: String) -> ID { ID(rawValue: parameters[parameter]) }

    /// Whether the address asks for a message that one person sees. A value other than true counts as absent.
    var isTargeted: Bool {
        request.queryItems.contains {
            $0.name.lowercased() == "istargetedactivity" && $0.value.lowercased() == "true"
        }
    }

    /// A whole number of the query; anything else counts as absent, as in Teams.
    func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// A text of the query.
    func text(_ name: String) -> String? {
        request.queryItems.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
