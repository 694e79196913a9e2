/// Finds the handler of a request by method and path. Literal segments compare without case, as Teams does.
struct RouteTable<Handler: Sendable>: Sendable {
    /// What a request's method and path led to.
    enum Match {
        case found(Handler, PathParameters)
        /// The path exists, but not with this method.
        case otherMethods([String])
        case nothing
    }

    private struct Route {
        let method: String
        let segments: [Segment]
        let handler: Handler
    }

    private enum Segment {
        case literal(String)
        case parameter(String)
    }

    private var routes: [Route] = []

    init() {}

    /// Adds a route. In `pattern`, a segment in braces is a parameter: `/v3/conversations/{c}/members`.
    mutating func add(_ method: String, _ pattern: String, _ handler: Handler) {
        let segments = pattern.split(separator: "/").map { segment in
            segment.hasPrefix("{")
                ? Segment.parameter(String(segment.dropFirst().dropLast()))
                : Segment.literal(segment.lowercased())
        }
        routes.append(Route(method: method, segments: segments, handler: handler))
    }

    /// - Parameter path: decoded segments, without an empty last one.
    func match(_ method: String, _ path: ArraySlice<String>) -> Match {
        var others: [String] = []
        for route in routes {
            guard let parameters = Self.parameters(of: route.segments, in: path) else { continue }
            if route.method == method { return .found(route.handler, parameters) }
            if !others.contains(route.method) { others.append(route.method) }
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }

    private static func parameters(of pattern: [Segment], in path: ArraySlice<String>) -> PathParameters? {
        guard pattern.count == path.count else { return nil }
        var parameters = PathParameters()
        for (expected, found) in zip(pattern, path) {
            switch expected {
            case .literal(let literal):
                guard found.lowercased() == literal else { return nil }
            case .parameter(let name):
                parameters.values[name] = found
            }
        }
        return parameters
    }
}

/// The parameters of a matched path, decoded once.
struct PathParameters: Sendable {
    fileprivate(set) var values: [String: String] = [:]

    /// The value of a parameter that the route's pattern names; empty for another name.
    subscript(_ name: String) -> String { values[name] ?? "" }
}
