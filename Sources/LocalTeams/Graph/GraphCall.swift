internal import HTTPKit
internal import JSONKit

/// One request to Microsoft Graph: who calls, and what was said, already read.
struct GraphCall: Sendable {
    let request: HTTP.Request
    let parameters: PathParameters
    let caller: GraphCaller
    let query: GraphQuery
    /// The body; empty when there is none.
    let body: JSONObject

    /// The parameter of the path that the route's pattern names, decoded once.
    subscript(_ parameter: String) -> String { parameters[parameter] }

    /// Where apps are installed and notifications go, of a route that says so.
    func target(_ kind: GraphTarget.Kind) -> GraphTarget { GraphTarget(kind: kind, name: parameters["id"]) }

    /// The address of the same collection from `next` on.
    func link(to next: Int, origin: String) -> String {
        let names = ["$skiptoken", "skiptoken"]
        let items = request.queryItems.filter { !names.contains($0.name.lowercased()) }
        let query = items + [("$skiptoken", GraphQuery.token(next))]
        let text = query.map {
            "\($0.name.hasPrefix("$") ? "$" : "")\($0.name.drop { $0 == "$" }.percentEncoded)="
                + $0.value.percentEncoded
        }
        return "\(origin)\(request.path)?\(text.joined(separator: "&"))"
    }
}
