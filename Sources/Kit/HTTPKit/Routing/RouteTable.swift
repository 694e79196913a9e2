/// Finds the handler of a request by method and path. Literal segments compare without ASCII case, as Teams does.
///
/// Where several patterns fit a path, the one that was added first has it. To find it takes time in proportion to the
/// path's length and to how many patterns fit its beginning, however many others there are.
package struct RouteTable<Handler: Sendable>: Sendable {
    /// What a request's method and path led to.
    package enum Match {
        case found(Handler, PathParameters)
        /// The path exists, but with these methods only.
        case otherMethods([String])
        case nothing
    }

    private struct Route {
        let method: String
        let handler: Handler
        /// The names of the parameters, and which segments they are.
        let names: [String]
        let places: [Int]
    }

    /// What fits up to some segment. Nodes name one another by their place in ``nodes``.
    private struct Node {
        var literals: [String: Int] = [:]
        var parameter: Int?
        /// Those that end here, in the order in which they were added.
        var routes: [Int] = []
    }

    private var nodes = [Node()]
    private var routes: [Route] = []

    /// A table without routes.
    package init() {}

    /// Adds a route. In `pattern`, a segment in braces is a parameter: `/v3/conversations/{c}/members`.
    package mutating func add(_ method: String, _ pattern: String, _ handler: Handler) {
        var node = 0
        var names: [String] = []
        var places: [Int] = []
        for (place, segment) in pattern.split(separator: "/").enumerated() {
            if segment.hasPrefix("{") {
                names.append(String(segment.dropFirst().dropLast()))
                places.append(place)
                node = child(nodes[node].parameter) { $0.nodes[node].parameter = $1 }
            } else {
                let literal = segment.lowercasedASCII
                node = child(nodes[node].literals[literal]) { $0.nodes[node].literals[literal] = $1 }
            }
        }
        nodes[node].routes.append(routes.count)
        routes.append(Route(method: method, handler: handler, names: names, places: places))
    }

    private mutating func child(_ known: Int?, _ link: (inout RouteTable, Int) -> Void) -> Int {
        if let known { return known }
        nodes.append(Node())
        link(&self, nodes.count - 1)
        return nodes.count - 1
    }

    /// - Parameter path: decoded segments, without an empty last one.
    package func match(_ method: String, _ path: ArraySlice<String>) -> Match {
        var reached = [0]
        for segment in path {
            let literal = segment.lowercasedASCII
            var next: [Int] = []
            for node in reached {
                if let child = nodes[node].literals[literal] { next.append(child) }
                if let child = nodes[node].parameter { next.append(child) }
            }
            reached = next
            if reached.isEmpty { return .nothing }
        }
        var others: [String] = []
        for index in reached.flatMap({ nodes[$0].routes }).sorted() {
            let route = routes[index]
            if route.method == method {
                return .found(
                    route.handler, PathParameters(route.names, route.places.map { path[path.startIndex + $0] }))
            }
            if !others.contains(route.method) { others.append(route.method) }
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }
}
