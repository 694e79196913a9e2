internal import HTTPKit
internal import JSONKit

/// One call of the control plane: its path, query and body, read strictly.
struct ControlCall: Sendable {
    let request: HTTP.Request
    let parameters: PathParameters

    /// The parameter of the path that the route's pattern names.
    subscript(_ parameter: String) -> String { parameters[parameter] }

    /// What the parameter of the path that the route's pattern names stands for.
    subscript<ID: Identifier>(_ parameter: String) -> ID { ID(rawValue: parameters[parameter]) }

    /// The body, which is a JSON object; one that is empty has no members.
    func body<Body: StrictlyDecodable>(_ type: Body.Type = Body.self) throws(Refusal) -> Body {
        let json = request.body.isEmpty ? JSONValue.object([:]) : try JSONValue(body: request.body)
        do {
            return try StrictReader.read(from: json)
        } catch {
            throw Refusal(error, in: "body")
        }
    }

    /// The query. A token for the whole plane may stand there too.
    func query<Query: StrictlyDecodable>(_ type: Query.Type = Query.self) throws(Refusal) -> Query {
        do {
            return try StrictReader.read(fromQuery: request.queryItems.filter { $0.name != "token" })
        } catch {
            throw Refusal(error, in: "query")
        }
    }
}

extension Refusal {
    /// What is wrong in the `body` or the `query`: `The body's /name is missing.`
    fileprivate init(_ error: StrictError, in source: String) {
        self = .badRequest(
            error.pointer == .root
                ? "The \(source) \(error.problem)." : "The \(source)'s \(error.pointer) \(error.problem).")
    }
}
